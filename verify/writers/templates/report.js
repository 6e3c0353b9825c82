(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const marks = all("a[data-for]");
  const idsOf = (mark) => mark.dataset.for.split(" ").filter(Boolean);
  const marksOf = new Map();
  for (const mark of marks)
    for (const id of idsOf(mark)) marksOf.set(id, [...(marksOf.get(id) || []), mark]);

  // ---- filters: by severity and rule; a mark none of whose flags is shown loses its shade
  const form = document.querySelector(".filter");
  const cards = all("li.card");
  const filter = () => {
    const rule = form.elements.rule.value;
    for (const card of cards) {
      const box = form.elements[card.dataset.severity];
      card.hidden = (box && !box.checked) || (rule && card.dataset.rule !== rule) ? true : false;
    }
    for (const mark of marks) {
      const flags = idsOf(mark).map($).filter((item) => item && item.matches("li.card"));
      mark.classList.toggle("off", flags.length > 0 && flags.every((card) => card.hidden));
    }
    for (const list of all(".cards"))
      list.nextElementSibling.hidden = all("li.card", list).some((card) => !card.hidden);
  };
  form.hidden = cards.length === 0;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (!form.hidden) filter(); // a browser that goes back restores the boxes

  // ---- details beside a phrase: on hover and on focus, at the foot of a small screen
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.id = "tip";
  tip.hidden = true;
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  const narrow = matchMedia("(max-width: 40rem)");
  let owner = null;
  let timer = 0;

  const copy = (node) => {
    const clone = node.cloneNode(true);
    clone.removeAttribute("id");
    all("[id]", clone).forEach((item) => item.removeAttribute("id"));
    return clone;
  };
  const show = (mark) => {
    clearTimeout(timer);
    if (mark === owner) return;
    hide();
    const parts = [];
    for (const id of idsOf(mark)) {
      const item = $(id);
      if (!item || item.hidden) continue;
      if (item.matches("li.card")) {
        const box = document.createElement("div");
        box.className = item.className;
        box.append(...copy(item).childNodes);
        parts.push(box);
      } else {
        const box = document.createElement("div");
        box.className = "claim";
        box.append(...copy(item.querySelector(".gist")).childNodes);
        parts.push(box);
      }
    }
    if (!parts.length) return;
    const close = document.createElement("button");
    close.className = "close";
    close.type = "button";
    close.textContent = "✕";
    close.addEventListener("click", hide);
    tip.replaceChildren(close, ...parts);
    tip.hidden = false;
    owner = mark;
    mark.setAttribute("aria-describedby", "tip");
    if (narrow.matches) {
      tip.style.left = tip.style.top = "";
      return;
    }
    const at = mark.getClientRects()[0];
    const room = document.documentElement.clientWidth;
    tip.style.left = Math.max(8, Math.min(at.left, room - tip.offsetWidth - 8)) + scrollX + "px";
    const below = at.bottom + 6;
    const above = at.top - tip.offsetHeight - 6;
    tip.style.top = (below + tip.offsetHeight > innerHeight && above > 0 ? above : below) + scrollY + "px";
  };
  const hide = () => {
    clearTimeout(timer);
    if (owner) owner.removeAttribute("aria-describedby");
    owner = null;
    tip.hidden = true;
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, 250);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  tip.addEventListener("mouseenter", () => clearTimeout(timer));
  tip.addEventListener("mouseleave", later);
  for (const mark of marks) {
    if (!mark.dataset.for) continue;
    mark.addEventListener("mouseenter", () => show(mark));
    mark.addEventListener("mouseleave", later);
    mark.addEventListener("focus", () => show(mark));
    mark.addEventListener("blur", later);
    mark.addEventListener("click", (event) => {
      const target = $(mark.hash.slice(1));
      if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (narrow.matches) {
        event.preventDefault();
        show(mark);
      } else if (target.matches("li.card")) {
        event.preventDefault(); // the list scrolls, the text stays where it is
        hide();
        all(".card.hot").forEach((card) => card.classList.remove("hot"));
        target.classList.add("hot");
        target.scrollIntoView({ block: "nearest" });
      }
    });
  }

  // ---- and back: pointing at an item of a list lights its phrase
  for (const item of [...cards, ...all(".claims tbody tr")]) {
    const light = (on) => () => (marksOf.get(item.id) || []).forEach((mark) => mark.classList.toggle("hot", on));
    item.addEventListener("mouseenter", light(true));
    item.addEventListener("mouseleave", light(false));
    item.addEventListener("focusin", light(true));
    item.addEventListener("focusout", light(false));
  }
})();
