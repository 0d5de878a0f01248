/** The emulator's control routes. Every call resolves to the result or throws an Error with the refusal. */
async function ask(method, path, body) {
  const form = body instanceof FormData;
  const answer = await fetch("/emulator" + path, {
    method,
    body: form ? body : body && JSON.stringify(body),
    headers: form || !body ? {} : { "Content-Type": "application/json" },
  });
  const read = await answer.json();
  if (!read.ok) throw new Error(read.description);
  return read.result;
}

export const people = () => ask("GET", "/users");
export const register = (person) => ask("POST", "/users", person);
export const change = (user, what) => ask("PATCH", `/users/${user}`, what);
export const chat = (user) => ask("GET", `/chats/${user}`);
export const say = (user, text, replyTo) =>
  ask("POST", `/users/${user}/messages`, { text, ...(replyTo && { reply_to_message_id: replyTo }) });
export const edit = (user, message, text) => ask("PUT", `/users/${user}/messages/${message}`, { text });
export const tap = (user, message, data) => ask("POST", `/users/${user}/callbacks`, { message_id: message, data });
export const pay = (user, what) => ask("POST", `/users/${user}/payments`, what);
export const buyStars = (user, amount) => ask("POST", `/users/${user}/stars`, { amount });
export const fault = (what) => ask("POST", "/faults", what);
export const clearFaults = () => ask("DELETE", "/faults");
export const copies = (times) => ask("POST", "/webhook", { copies: times });
export const fileUrl = (fileId) => `/emulator/files/${encodeURIComponent(fileId)}`;

export function sendFiles(user, kind, files, caption, duration = 0) {
  const form = new FormData();
  form.append("kind", kind);
  form.append("caption", caption);
  form.append("duration", duration);
  files.forEach((file, i) => form.append(`file${i}`, file));
  return ask("POST", `/users/${user}/messages`, form);
}

/** Calls back for every event of the chat; says when the connection came back and something may be missing. */
export function watch(user, onEvent, onReconnect) {
  const source = new EventSource(`/emulator/events?chat=${user}`);
  let lost = false;
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onerror = () => { lost = true; };
  source.onopen = () => { if (lost) { lost = false; onReconnect(); } };
  return () => source.close();
}
