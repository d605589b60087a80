import { createRequire } from "node:module";

/** As much of an XML element as a test reads. */
export interface XmlElement {
  textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): XmlElement | null;
  querySelectorAll(selector: string): Iterable<XmlElement>;
}

interface Window {
  DOMParser: new () => { parseFromString(text: string, type: "text/xml"): XmlElement };
}

let window: Window | undefined;

/** Parses XML as strictly as a browser does: what is not well-formed holds nothing but a `parsererror`. */
export function parseXml(xml: string): XmlElement {
  // Its types would bring the globals of a browser into every file.
  window ??= new (createRequire(__filename)("jsdom").JSDOM)("").window as Window;
  return new window.DOMParser().parseFromString(xml, "text/xml");
}
