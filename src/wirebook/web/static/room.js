// The reader by keyboard, filters without blanks, and a word for those who cannot see what changed.
(() => {
  "use strict";
  const SWITCH = "wirebook-keys";
  document.documentElement.classList.add("js");

  const notes = () => [...document.querySelectorAll(".note-list > .note")];
  const detailsOf = (note) => note.querySelector(":scope > details");
  const current = () => notes().find((note) => detailsOf(note).open);
  const numbers = (element) => (element.dataset.n || "").split(" ");

  function light() {
    for (const old of document.querySelectorAll(".on, .on-role")) {
      for (const name of [...old.classList]) if (name === "on" || name.startsWith("on-")) old.classList.remove(name);
    }
    const note = current();
    if (!note) return;
    const number = note.dataset.n;
    note.classList.add("on");
    for (const word of document.querySelectorAll(".t")) if (numbers(word).includes(number)) word.classList.add("on");
    for (const word of document.querySelectorAll("[data-r]")) {
      for (const pair of word.dataset.r.split(" ")) {
        const [one, role] = pair.split(":");
        if (one === number) word.classList.add("on-role", `on-${role}`);
      }
    }
  }

  function choose(note, { focus = true, words = true } = {}) {
    for (const other of notes()) if (other !== note) detailsOf(other).open = false;
    detailsOf(note).open = true;
    light();
    const summary = note.querySelector("summary");
    if (focus) summary.focus({ preventScroll: true });
    const panel = document.querySelector(".panel");
    if (panel && panel.scrollHeight > panel.clientHeight + 1) {
      panel.scrollTo({ top: note.offsetTop - 60, behavior: "instant" });
    } else {
      note.scrollIntoView({ block: "nearest" });
    }
    if (words && panel && getComputedStyle(panel).position === "sticky") {
      document.querySelector(".t.on")?.scrollIntoView({ block: "center", behavior: "instant" });
    }
    history.replaceState(null, "", `#${note.querySelector(".note-body").id}`);
  }

  function step(by) {
    const all = notes();
    if (!all.length) return;
    const at = all.indexOf(current());
    choose(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  function keysAreOn() {
    try { return localStorage.getItem(SWITCH) !== "off"; } catch { return true; }
  }

  function showSwitch() {
    const button = document.getElementById("keys-switch");
    if (!button) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(keysAreOn()));
    button.textContent = keysAreOn() ? "Keys on" : "Keys off";
    document.getElementById("keys").classList.toggle("off", !keysAreOn());
  }

  document.addEventListener("click", (event) => {
    const word = event.target.closest?.(".story .t");
    if (word) {
      event.preventDefault();
      // Where several records share words, each click takes the next one.
      const all = numbers(word);
      const open = current()?.dataset.n;
      const next = all[(all.indexOf(open) + 1) % all.length];
      const note = notes().find((one) => one.dataset.n === next);
      if (note) choose(note, { words: false });
    }
    if (event.target.id === "keys-switch") {
      try { localStorage.setItem(SWITCH, keysAreOn() ? "off" : "on"); } catch { /* a browser that keeps nothing */ }
      showSwitch();
    }
  });

  document.addEventListener("toggle", (event) => {
    const note = event.target.parentElement;
    if (!note?.classList?.contains("note")) return;
    if (event.target.open) for (const other of notes()) if (other !== note) detailsOf(other).open = false;
    light();
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !notes().length || !keysAreOn()) return;
    if (event.target.closest?.("input, select, textarea")) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    } else if ("aeru".includes(event.key)) {
      const target = current()?.querySelector(`[data-key="${event.key}"]`);
      if (!target) return;
      event.preventDefault();
      target.click();
      if (event.key === "e" && target.parentElement.open) target.parentElement.querySelector("select, input:not([type=hidden])").focus();
    }
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") return;
    if (event.detail.elt.hasAttribute("data-chart")) {
      event.detail.parameters.width = String(Math.round(event.detail.elt.clientWidth));
      return;
    }
    const given = event.detail.formData;
    for (const [name, value] of [...given.entries()]) if (value === "") given.delete(name);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!document.getElementById("reading")) return event.detail.target?.id === "found" && say();
    const note = start();
    if (note && event.detail.elt?.id === "reading") {
      choose(note, { words: false });
      const standing = note.querySelector("[class*=standing-]")?.textContent ?? "as it was read";
      say(document.querySelector(".problem")?.textContent ?? `Record ${note.dataset.n}: ${standing}`);
    }
  });

  document.addEventListener("htmx:afterSettle", showSwitch);

  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.addEventListener(name, (event) => {
      const status = event.detail.xhr?.status;
      if (![400, 409, 422].includes(status)) say(status === 403 ? "Refused: load the page again." : "The server did not answer; nothing was changed.", true);
    });
  }

  function say(words, loud = false) {
    const toast = document.getElementById("toast");
    toast.textContent = words ?? document.querySelector("#found [role=status]")?.textContent ?? "The list was brought up to date.";
    toast.classList.toggle("loud", loud);
  }

  function start() {
    showSwitch();
    const named = location.hash.startsWith("#n-") ? document.getElementById(location.hash.slice(1))?.closest(".note") : null;
    const note = named ?? current();
    if (note && !detailsOf(note).open) detailsOf(note).open = true;
    light();
    return note;
  }

  addEventListener("hashchange", () => { const note = start(); if (note) choose(note, { words: false }); });
  // On the start page, what `wirebook watch` brings in meanwhile is told, and shown when asked for.
  const live = document.querySelector("[data-live]");
  if (live && "EventSource" in window) {
    let count = 0;
    const news = new EventSource("/api/v1/news");
    news.addEventListener("news", (event) => {
      try { count += JSON.parse(event.data).claims?.length ?? 0; } catch { return; }
      if (!count) return;
      const link = document.createElement("a");
      link.href = "/";
      link.textContent = `${count} new ${count === 1 ? "claim" : "claims"}: show`;
      live.replaceChildren(link);
    });
    addEventListener("pagehide", () => news.close());
  }

  document.querySelector(".views [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });
  const first = start();
  if (first) choose(first, { focus: false });
})();
