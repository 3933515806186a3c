// Line icons on a 24 × 24 grid, drawn here so that the page needs no file and no font from elsewhere.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  leader: "M4 11v9h16v-9 M3 10l2-6h14l2 6a3 3 0 0 1-6 0 3 3 0 0 1-6 0 3 3 0 0 1-6 0z M10 20v-5h4v5",
  consultant: "M4 14v-2a8 8 0 0 1 16 0v2 M4 14h3v5H5a1 1 0 0 1-1-1z M20 14h-3v5h2a1 1 0 0 0 1-1z M18 19c0 2-2 2.5-5 2.5",
  staff: "M8 4H6a1 1 0 0 0-1 1v15a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V5a1 1 0 0 0-1-1h-2 M9 3h6v3H9z M9 17v-3 M12 17v-6 M15 17v-4",
  other: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M4 21a8 8 0 0 1 16 0",
  send: "M3 11l18-8-7 18-3-8z M11 13l10-10",
  clip: "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7",
  mic: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3z M5 11a7 7 0 0 0 14 0 M12 18v3",
  stop: "M7 7h10v10H7z",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14 M16 5v14",
  close: "M6 6l12 12 M18 6L6 18",
  more: "M12 5h.01 M12 12h.01 M12 19h.01",
  chevron: "M6 9l6 6 6-6",
  reply: "M10 8V4l-7 7 7 7v-4c5 0 8 1.5 11 5-1-6-4-11-11-11z",
  edit: "M4 20h4L19 9l-4-4L4 16z M13 7l4 4",
  copy: "M9 9h11v11H9z M5 15H4V4h11v1",
  image: "M4 5h16v14H4z M4 16l5-5 4 4 3-3 4 4 M15.5 9h.01",
  file: "M6 3h8l5 5v13H6z M14 3v5h5",
  wave: "M4 10v4 M8 7v10 M12 4v16 M16 8v8 M20 11v2",
  sample: "M12 3l2 6 6 2-6 2-2 6-2-6-6-2 6-2z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M12 7v5l3 2",
  next: "M5 5l9 7-9 7z M18 5v14",
  plus: "M12 5v14 M5 12h14",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z M16 16l5 5",
  check: "M5 12l5 5 9-10",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z M6 6l12 12",
  retry: "M20 12a8 8 0 1 1-2.5-5.8 M20 3v5h-5",
  down: "M12 5v14 M6 13l6 6 6-6",
  phone: "M6 3h4l2 5-2.5 1.5a11 11 0 0 0 5 5L16 12l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z",
  help: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4 M12 18h.01 M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  external: "M14 4h6v6 M20 4l-9 9 M18 14v6H4V6h6",
};

// Icons that point along the line of reading turn round when the page is set right to left.
const DIRECTIONAL = new Set(["send", "reply", "next", "play", "external"]);

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", DIRECTIONAL.has(name) ? "icon flip" : "icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
