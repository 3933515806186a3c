// A voice message from the microphone.

const KINDS = [
  ["audio/ogg;codecs=opus", "ogg"],
  ["audio/webm;codecs=opus", "webm"],
  ["audio/mp4", "m4a"],
];

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

/** Starts recording. Resolves to {stop(): Promise<{blob, name, seconds}>, cancel()}; rejects without a microphone. */
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [mimeType, ending] = KINDS.find(([type]) => MediaRecorder.isTypeSupported(type)) ?? ["", "bin"];
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const pieces = [];
  const began = performance.now();
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
  recorder.start();

  const finish = async () => {
    if (recorder.state !== "inactive") recorder.stop();
    await ended;
    for (const track of stream.getTracks()) track.stop();
  };
  const stop = async () => {
    const seconds = Math.max(1, Math.round((performance.now() - began) / 1000));
    await finish();
    return { blob: new Blob(pieces, { type: recorder.mimeType }), name: `voice.${ending}`, seconds };
  };
  return { stop, cancel: finish };
}
