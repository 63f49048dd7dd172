// What the console does beyond plain pages: everything works without it, only by reloading.
"use strict";

const regions = () => document.querySelectorAll("[data-live]");

// A person who types or has opened something in a region is not disturbed.
const isInUse = region => region.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")
  || region.querySelector("details[open] form") !== null;

async function refresh() {
  const answer = await fetch(location.href, { headers: { "X-Live": "1" }, redirect: "manual" });
  if (answer.type === "opaqueredirect") { location.assign("/sign-in"); return; }
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const region of regions()) {
    const other = fresh.getElementById(region.id);
    if (other && !isInUse(region) && region.innerHTML !== other.innerHTML) region.replaceChildren(...other.childNodes);
  }
}

function follow() {
  if (regions().length === 0 || document.body.dataset.posted !== undefined) return;
  let running = false, again = false;
  const events = new EventSource("/events");
  const update = async () => {
    if (running) { again = true; return; }
    running = true;
    try { do { again = false; await refresh(); } while (again); } catch { /* The next event tries again. */ } finally { running = false; }
  };
  events.addEventListener("changed", update);
  events.addEventListener("over", () => { events.close(); location.assign("/sign-in"); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) update(); });
}

// A form asks before it does what cannot be taken back, and is sent once only.
document.addEventListener("submit", event => {
  const form = event.target;
  if (form.dataset.confirm && !confirm(form.dataset.confirm)) { event.preventDefault(); return; }
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  if (event.submitter?.dataset.busy) event.submitter.textContent = event.submitter.dataset.busy;
  setTimeout(() => delete form.dataset.sent, 5000);
});

for (const select of document.querySelectorAll("select[data-submit]")) select.addEventListener("change", () => select.form.requestSubmit());

// A file that is dropped anywhere on its panel is taken.
for (const panel of document.querySelectorAll("[data-drop]")) {
  const input = panel.querySelector("input[type=file]");
  panel.addEventListener("dragover", event => event.preventDefault());
  panel.addEventListener("drop", event => { event.preventDefault(); if (event.dataTransfer.files.length > 0) input.files = event.dataTransfer.files; });
}

follow();
