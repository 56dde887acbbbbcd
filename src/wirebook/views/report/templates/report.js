(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const card = document.getElementById("card");
  const cardBody = card.querySelector(".card-body");
  const narrow = matchMedia("(max-width: 40rem)");
  const canHover = matchMedia("(hover: hover) and (pointer: fine)");
  let shown = null;
  let pinned = false;
  let timer = 0;
  let returning = false;

  const numbers = (element) => element.dataset.n.split(" ");
  const noteOf = (article, number) => article.querySelector(`.note[data-n="${number}"]`);

  function light(article, wanted) {
    for (const old of document.querySelectorAll(".on, .on-role")) {
      for (const name of [...old.classList]) if (name === "on" || name.startsWith("on-")) old.classList.remove(name);
    }
    if (!article) return;
    for (const word of article.querySelectorAll(".t")) {
      if (numbers(word).some((number) => wanted.includes(number))) word.classList.add("on");
    }
    for (const word of article.querySelectorAll("[data-r]")) {
      for (const pair of word.dataset.r.split(" ")) {
        const [number, role] = pair.split(":");
        if (wanted.includes(number)) word.classList.add("on-role", `on-${role}`);
      }
    }
    for (const number of wanted) noteOf(article, number)?.classList.add("on");
  }

  function place(word) {
    const rects = word.getClientRects();
    const first = rects[0] || word.getBoundingClientRect();
    const last = rects[rects.length - 1] || first;
    if (narrow.matches) {
      card.style.left = card.style.top = card.style.maxHeight = "";
      const covered = last.bottom + 16 - (innerHeight - card.offsetHeight);
      if (covered > 0) scrollBy({ top: covered, behavior: "instant" });
      return;
    }
    const gap = 10;
    const above = first.top - gap - 64;
    const below = innerHeight - last.bottom - 2 * gap;
    const under = below >= Math.min(card.scrollHeight, 416) || below >= above;
    card.style.maxHeight = `${Math.max(160, Math.min(416, under ? below : above))}px`;
    const left = Math.min(Math.max(16, first.left - 12), root.clientWidth - card.offsetWidth - 16);
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(under ? last.bottom + gap : first.top - gap - card.offsetHeight) + scrollY}px`;
  }

  function show(word, pin) {
    clearTimeout(timer);
    const article = word.closest(".article");
    const wanted = numbers(word);
    if (shown !== word) {
      cardBody.replaceChildren(...wanted.map((number) => {
        const copy = document.createElement("div");
        const note = noteOf(article, number);
        copy.className = note.className.replace(/\b(on|open)\b/g, "");
        const head = document.createElement("div");
        head.className = "note-head";
        head.append(...[...note.querySelector(".note-head").cloneNode(true).childNodes]);
        copy.append(head, note.querySelector(".note-body").cloneNode(true));
        return copy;
      }));
      shown?.removeAttribute("aria-describedby");
      shown = word;
      card.hidden = false;
      card.scrollTop = 0;
      word.setAttribute("aria-describedby", "card");
      light(article, wanted);
      place(word);
    }
    pinned = pinned || pin;
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    const word = shown;
    const inside = card.contains(document.activeElement);
    shown.removeAttribute("aria-describedby");
    shown = null;
    pinned = false;
    card.hidden = true;
    light(null, []);
    if (!inside) return;
    returning = true;
    (word.tabIndex < 0 ? word.closest(".article").querySelector("summary") : word).focus({ preventScroll: true });
    returning = false;
  }
  const hideSoon = () => { clearTimeout(timer); if (!pinned) timer = setTimeout(hide, 220); };

  document.addEventListener("pointerover", (event) => {
    if (!canHover.matches || event.pointerType !== "mouse") return;
    const word = event.target.closest(".t");
    if (word) { if (!pinned) { clearTimeout(timer); timer = setTimeout(() => show(word, false), 90); } }
    else if (card.contains(event.target)) clearTimeout(timer);
    else hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    if (returning) return;
    if (event.target.matches(".t:focus-visible")) { pinned = false; show(event.target, false); }
    else if (!card.contains(event.target) && !pinned) hideSoon();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if ((event.key === "Enter" || event.key === " ") && event.target.matches?.(".t")) {
      event.preventDefault();
      show(event.target, true);
      cardBody.focus({ preventScroll: true });
    }
  });
  card.querySelector(".card-close").addEventListener("click", hide);

  function toggleNote(note, open) {
    note.classList.toggle("open", open);
    note.querySelector(".note-head").setAttribute("aria-expanded", String(open));
    light(note.closest(".article"), open ? [note.dataset.n] : []);
  }

  const rows = JSON.parse(document.getElementById("event-rows").textContent);
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  };
  const LISTED = 60;
  function list(chosen) {
    const section = chosen.closest("section");
    const panel = section.querySelector(".listing");
    const places = chosen.dataset.events.split(" ").filter(Boolean);
    for (const old of section.querySelectorAll(".chosen")) old.classList.remove("chosen");
    chosen.classList.add("chosen");
    const items = places.slice(0, LISTED).map((number) => {
      const [when, parties, label, style, quad, status, reports, source, target] = rows[number];
      const item = make("li");
      const what = make("span", "what");
      const name = make(target ? "a" : "span", "", parties);
      if (target) name.href = `#${target}`;
      what.append(make("span", `chip e-${style}`, label), " ", name, " ", make("span", "quiet", status));
      item.append(make("span", "when", when), what, make("span", "source", reports > 1 ? `${source} and ${reports - 1} more` : source));
      return item;
    });
    const heading = make("h3", "", (chosen.getAttribute("title") || chosen.querySelector("title")?.textContent || chosen.firstChild.textContent).trim());
    const table = make("ol");
    table.append(...items);
    panel.replaceChildren(heading, table);
    if (places.length > LISTED) panel.append(make("p", "limit", `${places.length - LISTED} older events are not listed.`));
    if (!places.length) panel.append(make("p", "quiet", "Its events are older than the ones that this page lists."));
  }

  document.addEventListener("click", (event) => {
    const word = event.target.closest(".t");
    if (word) { show(word, true); return; }
    if (!card.contains(event.target)) hide();
    const head = event.target.closest("button.note-head");
    if (head) toggleNote(head.parentElement, !head.parentElement.classList.contains("open"));
    const chosen = event.target.closest("[data-events]");
    if (chosen) list(chosen);
  });

  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.classList.contains("note")) {
      toggleNote(target, true);
      const article = target.closest(".article");
      const word = [...article.querySelectorAll(".t")].find((each) => numbers(each).includes(target.dataset.n));
      (word || target).scrollIntoView({ block: "center" });
      target.querySelector(".note-head").focus({ preventScroll: true });
    } else target.scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  reveal();

  const links = [...document.querySelectorAll(".sections a")];
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links) {
        if (link.hash === `#${entry.target.id}`) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-20% 0px -75% 0px" });
  for (const section of document.querySelectorAll("main > section")) watcher.observe(section);

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open]):not(.furniture)")];
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of folded) fold.open = false; });
  addEventListener("resize", () => { if (shown) place(shown); });
})();
