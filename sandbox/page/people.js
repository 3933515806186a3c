// Who has a phone here: the server's list of users, by role.

import { getUsers } from "./api.js";

export const ROLES = ["leader", "consultant", "staff"];

export const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");
export const roleOf = (person) => (ROLES.includes(person.role) ? person.role : "other");

export class People extends EventTarget {
  #byId = new Map();

  get all() {
    return [...this.#byId.values()];
  }

  get(id) {
    return this.#byId.get(id);
  }

  withRole(role) {
    return this.all.filter((person) => roleOf(person) === role);
  }

  /** Fetches the list again; says so only when something in it changed. */
  async reload() {
    const before = JSON.stringify(this.all);
    const users = await getUsers();
    this.#byId = new Map(users.map((person) => [person.id, person]));
    if (JSON.stringify(this.all) !== before) this.dispatchEvent(new Event("change"));
  }
}
