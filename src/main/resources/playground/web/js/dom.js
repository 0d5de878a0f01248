/** Makes an element: h("button.key", {type: "button", onclick}, "label", child). */
export function h(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const PATHS = {
  send: "M3 20.5v-6.6L13 12 3 10.1V3.5L22 12z",
  attach: "M8 21a6 6 0 0 1-6-6V6.5a4.5 4.5 0 0 1 9 0V15a3 3 0 0 1-6 0V7h2v8a1 1 0 0 0 2 0V6.5a2.5 2.5 0 0 0-5 0V15a4 4 0 0 0 8 0V7h2v8a6 6 0 0 1-6 6z",
  close: "M6.4 19 5 17.6l5.6-5.6L5 6.4 6.4 5l5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6z",
  download: "M12 16 6.5 10.5 8 9l3 3V3h2v9l3-3 1.5 1.5zM4 21v-5h2v3h12v-3h2v5z",
  file: "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8l6 6v12a2 2 0 0 1-2 2zM13 9h5l-5-5z",
  reply: "M10 9V5l-7 7 7 7v-4.1c5 0 8.5 1.6 11 5.1-1-5-4-10-11-11z",
  edit: "M3 17.2V21h3.8L17.8 9.9l-3.7-3.7zM20.7 7a1 1 0 0 0 0-1.4l-2.3-2.3a1 1 0 0 0-1.4 0l-1.8 1.8L19 8.8z",
  menu: "M4 6h16v2H4zm0 5h16v2H4zm0 5h16v2H4z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  check: "M4 12.5 9 17.5 20 6.5 21.4 8 9 20.4 2.6 14z",
};

/** An icon drawn in the colour of the text. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Two ticks; the second shows once the bot has the message. */
export function ticks() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 14");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, d] of [["tick-first", "M2 7.5 5.5 11 13 3"], ["tick-second", "M8.6 9.8 9.8 11 17.5 3"]]) {
    const path = document.createElementNS(svg.namespaceURI, "path");
    path.setAttribute("d", d);
    path.setAttribute("class", name);
    svg.append(path);
  }
  return svg;
}

export const byId = (id) => document.getElementById(id);
