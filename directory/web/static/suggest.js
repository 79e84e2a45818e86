/* Suggestions while somebody types: an editable combobox, as in the ARIA practices. Without this the box still works. */
(function () {
  "use strict";
  var WAIT = 150, SHORTEST = 2;
  if (!window.fetch || !window.AbortController) return;
  Array.prototype.forEach.call(document.querySelectorAll("input[data-suggest]"), function (input) {
    var counts = input.dataset.counts.split("|"), options = [], active = -1, shown = "", timer, request;
    var list = document.createElement("ul"), said = document.createElement("div");
    function set(one, values) { Object.keys(values).forEach(function (name) { one.setAttribute(name, values[name]); }); }
    set(list, { id: input.id + "-list", class: "suggestions", role: "listbox", "aria-label": input.dataset.label, hidden: "" });
    set(said, { class: "vh", role: "status" });
    input.parentNode.appendChild(list);
    input.parentNode.appendChild(said);
    /* A text box may be a combobox, a search box may not. */
    set(input, { type: "text", role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });

    function mark(number) {
      active = number;
      options.forEach(function (option, at) { set(option, { "aria-selected": at === number }); });
      if (number < 0) { input.removeAttribute("aria-activedescendant"); return; }
      set(input, { "aria-activedescendant": options[number].id });
      options[number].scrollIntoView({ block: "nearest" });
    }
    function open(yes) {
      list.hidden = !yes;
      set(input, { "aria-expanded": yes });
      mark(-1);
    }
    function stop() {
      clearTimeout(timer);
      if (request) request.abort();
      request = null;
    }
    function close() {
      stop();
      open(false);
    }
    function choose(option) {
      close();
      input.value = shown = option.textContent;
      input.form.submit();
    }
    function show(found) {
      list.textContent = "";
      options = found.map(function (one, at) {
        var option = document.createElement("li");
        set(option, { id: list.id + "-" + at, role: "option" });
        option.textContent = one.label;
        option.addEventListener("click", function () { choose(option); });
        return list.appendChild(option);
      });
      open(options.length > 0);
      said.textContent = counts[Math.min(options.length, counts.length - 1)];
    }
    function ask(then) {
      var text = input.value.trim(), mine;
      stop();
      shown = text;
      if (text.length < SHORTEST) { open(false); said.textContent = ""; return; }
      mine = request = new AbortController();
      fetch(input.dataset.suggest + "?q=" + encodeURIComponent(text), { signal: mine.signal, credentials: "omit" })
        .then(function (answer) { return answer.json(); })
        .then(function (found) {
          if (mine !== request) return;
          show(found);
          if (then && options.length) then();
        })
        .catch(function () { if (mine === request) close(); });
    }
    function move(by) {
      var next = active < 0 && by < 0 ? -1 : active + by;
      function there() { mark((next + options.length) % options.length); }
      if (list.hidden) ask(there); else { stop(); there(); } /* what comes now would take the option out of their hand */
    }
    input.addEventListener("input", function () {
      if (input.value.trim() === shown) return;
      stop();
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
      else if (event.key === "Enter" && active >= 0) choose(options[active]);
      else if (event.key === "Escape" && !list.hidden) close();
      else {
        if (/^(Tab|Enter)$/.test(event.key)) close();
        else if (/^(Home|End|Arrow)/.test(event.key)) mark(-1);
        return;
      }
      event.preventDefault();
    });
    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    input.addEventListener("blur", close);
  });
})();
