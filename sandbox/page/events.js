// One long poll for all phones: the server says whose chat changed.

import { getEvents } from "./api.js";

const WAIT_SECONDS = 25;
const RETRY_MS = 2_000;

const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MS));

/** What `ask()` gives, however long the server takes to be there. */
export async function untilAnswered(ask, onConnection) {
  for (;;) {
    try {
      const answer = await ask();
      onConnection(true);
      return answer;
    } catch {
      onConnection(false);
      await pause();
    }
  }
}

/** Calls `onAnswer({users, clock})` for ever; `onConnection(true | false)` when the server answers or stops answering. */
export async function follow(onAnswer, onConnection) {
  let seq = 0;
  for (;;) {
    try {
      const answer = await getEvents(seq, WAIT_SECONDS);
      // A server that was started afresh counts from the beginning again: only a new page is right then.
      if (answer.seq < seq) location.reload();
      onConnection(true);
      await onAnswer(answer);
      // Only now: what could not be fetched is asked for again.
      seq = answer.seq;
    } catch (error) {
      console.warn(error);
      onConnection(false);
      await pause();
    }
  }
}
