#!/usr/bin/env node
// What a phone downloads and waits for: bytes by kind, first and largest paint, and the time until the page is taken
// over by Wasm, for a cold visit of each page under slow 4G (150 ms, 1.6 Mbit/s) and a processor four times slower.
//
//   MOTCUA_BIN=<server> LEPTOS_SITE_ROOT=<site> node bench/phone.mjs [runs]
//
// Prints a table in Markdown: medians over the runs (3). Bytes are those that crossed the wire, headers included.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../end2end/lib/browser.mjs";
import { startServer } from "../end2end/lib/server.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runs = Number(process.argv[2] ?? 3);
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2, locale: "vi-VN" };
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const PAGES = [
  ["home", "/"],
  ["search", "/procedures?q=khai+sinh"],
  ["procedure", "/procedures/1.001193"],
  ["start of an application", "/apply/1.001193"],
  ["track", "/track"],
  ["questions (live)", null],
];

const folder = mkdtempSync(join(tmpdir(), "motcua-bench-"));
const { MOTCUA_BIN: bin } = process.env;
const server = await startServer({ bin, root, folder });
const browser = await launch();
try {
  console.log("| page | HTML kB | CSS + font kB | JS kB | Wasm kB | usable kB | all kB | first paint ms | largest paint ms | taken over ms |");
  console.log("|---|---|---|---|---|---|---|---|---|---|");
  for (const [name, path] of PAGES) {
    const seen = [];
    for (let run = 0; run < runs; run += 1) seen.push(await visit(path));
    console.log(row(name, seen));
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** One cold visit. */
async function visit(path) {
  const context = await browser.newContext({ ...PHONE, baseURL: server.base });
  const target = path ?? (await firstQuestions(context));
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  await wire.send("Network.emulateNetworkConditions", SLOW_4G);
  await wire.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const kinds = new Map();
  const bytes = { html: 0, look: 0, js: 0, wasm: 0, other: 0 };
  wire.on("Network.responseReceived", ({ requestId, response }) => kinds.set(requestId, response.mimeType));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => (bytes[kind(kinds.get(requestId))] += encodedDataLength));
  await page.addInitScript(() => {
    globalThis.largest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (globalThis.largest = entry.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
    new MutationObserver((_, observer) => {
      if (!document.documentElement?.hasAttribute("data-hydrated")) return;
      globalThis.takenOver = performance.now();
      observer.disconnect();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-hydrated"] });
  });
  await page.goto(target);
  await page.waitForFunction(() => globalThis.takenOver, null, { timeout: 60_000 });
  const times = await page.evaluate(() => ({
    first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    largest: globalThis.largest,
    takenOver: globalThis.takenOver,
  }));
  await context.close();
  return { ...bytes, ...times };
}

/** The first questions of a fresh application, without having loaded anything in this browser. */
async function firstQuestions(context) {
  const started = await context.request.post("/fn/start_draft", {
    form: { code: "1.001193" },
    headers: { accept: "text/html", origin: server.base },
    maxRedirects: 0,
  });
  return `${started.headers().location}/s/requester`;
}

function kind(type = "") {
  if (type === "text/html") return "html";
  if (type === "text/css" || type.startsWith("font/")) return "look";
  if (type.endsWith("javascript")) return "js";
  return type === "application/wasm" ? "wasm" : "other";
}

function row(name, seen) {
  const median = (of) => seen.map(of).sort((a, b) => a - b)[Math.floor(seen.length / 2)];
  const kB = (of) => (median(of) / 1000).toFixed(1);
  const ms = (of) => Math.round(median(of));
  const cells = [
    kB((visit) => visit.html),
    kB((visit) => visit.look),
    kB((visit) => visit.js),
    kB((visit) => visit.wasm),
    kB((visit) => visit.html + visit.look),
    kB((visit) => visit.html + visit.look + visit.js + visit.wasm + visit.other),
    ms((visit) => visit.first),
    ms((visit) => visit.largest),
    ms((visit) => visit.takenOver),
  ];
  return `| ${name} | ${cells.join(" | ")} |`;
}
