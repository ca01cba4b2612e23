// What check.py asks of the page; an object of functions, as one expression.
({
  // Every figure: {panel: {title, shows, basis, empty, text, blocks: {name: [row]}, charts: {name: {...}}}}.
  read() {
    const number = (element, name) => (element.dataset[name] === undefined ? null : Number(element.dataset[name]));
    const own = (element) => {
      const shown = element.cloneNode(true);
      shown.querySelectorAll(".interval, .verdict, .name").forEach((part) => part.remove());
      return shown.textContent.trim();
    };
    const part = (element, selector) => (element.querySelector(selector) || { textContent: "" }).textContent.trim();
    const cell = (element) => ({
      text: own(element), value: number(element, "value"), lower: number(element, "lower"),
      upper: number(element, "upper"), interval: part(element, ".interval"), verdict: part(element, ".verdict"),
    });
    const row = (cells) => Object.fromEntries(Array.from(cells, (c) => [c.dataset.column, cell(c)]));
    const panel = (section) => {
      const result = {
        title: part(section, "h3"), shows: part(section, ".shows"), basis: part(section, ".basis"),
        empty: part(section, ".empty"), text: part(section, ".text"), blocks: {}, tables: [], charts: {}, step: part(section, "[aria-current]"),
      };
      section.querySelectorAll("table").forEach((t) => {
        result.tables.push(t.dataset.block);
        result.blocks[t.dataset.block] = Array.from(t.tBodies[0].rows, (r) => row(r.cells));
      });
      section.querySelectorAll(".figures").forEach((f) => {
        result.blocks[f.dataset.block] = [row(f.children)];
      });
      section.querySelectorAll("figure").forEach((f) => {
        const svg = f.querySelector("svg");
        result.charts[f.dataset.block] = {
          caption: part(f, "figcaption"), role: svg.getAttribute("role"), label: svg.getAttribute("aria-label"),
          title: part(svg, "title"), description: part(svg, "desc"),
          cut: Array.from(svg.querySelectorAll("text"), (t) => t.textContent).filter((text) => text.endsWith("…")),
          marks: Object.fromEntries(["chart-promoters", "chart-point", "chart-bar", "chart-cell"].map((c) => [c, svg.querySelectorAll("." + c).length])),
        };
      });
      return result;
    };
    return Object.fromEntries(Array.from(document.querySelectorAll("section[data-panel]"), (s) => [s.dataset.panel, panel(s)]));
  },

  // The first screen: each question with its answer, the panel that it leads to, and where it ends.
  answers() {
    return Array.from(document.querySelectorAll(".answers li"), (d) => ({
      question: d.querySelector("a").textContent, answer: d.querySelector("strong").textContent,
      panel: d.querySelector("a").getAttribute("href").slice(1), bottom: d.getBoundingClientRect().bottom,
    }));
  },

  // The tables as files.
  files() {
    return Array.from(document.querySelectorAll("a[download]"), (a) => ({
      panel: a.closest("[data-panel]").dataset.panel, block: a.closest("table").dataset.block, address: a.getAttribute("href"),
    }));
  },

  // What is folded away is there for whoever asks: opens all of it.
  unfold() {
    const folded = Array.from(document.querySelectorAll("details"));
    folded.forEach((details) => { details.open = true; });
    return folded.length;
  },

  // Headings, in their order, and what else a page has to have.
  frame() {
    return {
      title: document.title, language: document.documentElement.lang, scripts: document.scripts.length,
      headings: Array.from(document.querySelectorAll("h1, h2, h3, h4, h5, h6"), (h) => Number(h.localName[1])),
      foreign: Array.from(document.querySelectorAll("script, img, iframe, object, embed, b[style], [onerror], [onmouseover], [onload]"),
        (e) => e.outerHTML.slice(0, 80)),
      links: Array.from(document.querySelectorAll("[href], [src]"), (e) => e.getAttribute("href") || e.getAttribute("src")),
      identifiers: Array.from(document.querySelectorAll("[id]"), (e) => e.id),
      tables: Array.from(document.querySelectorAll("table"), (t) => ({
        name: t.dataset.block, caption: t.caption !== null,
        scopes: Array.from(t.querySelectorAll("th")).every((h) => ["col", "row"].includes(h.scope)),
      })),
    };
  },

  // What is wider than the window, and what a scroll box of its own does not hold.
  overflow() {
    const width = document.documentElement.clientWidth;
    const wide = Array.from(document.querySelectorAll("body *"), (e) => [e, e.getBoundingClientRect()])
      .filter(([e, box]) => box.width > 0 && box.right > width + 1 && !e.closest(".scroll, nav ul"))
      .map(([e]) => e.outerHTML.slice(0, 120));
    return { scroll: document.documentElement.scrollWidth, width, wide };
  },

  // Tables that are wider than their panel.
  scrolled() {
    return Array.from(document.querySelectorAll(".scroll")).filter((box) => box.scrollWidth > box.clientWidth)
      .map((box) => `${box.firstElementChild.dataset.block}: ${box.scrollWidth} in ${box.clientWidth}`);
  },

  // Of tables on a phone, what is not to be seen at once: what has to be scrolled to, and figures without their column's name.
  hidden() {
    const width = document.documentElement.clientWidth;
    const cut = Array.from(document.querySelectorAll(".scroll")).filter((box) => box.scrollWidth > box.clientWidth)
      .map((box) => `${box.firstElementChild.dataset.block} has to be scrolled`);
    document.querySelectorAll("tbody tr").forEach((row) => Array.from(row.cells).forEach((cell, i) => {
      const box = cell.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(cell);
      const text = range.getBoundingClientRect();
      if (text.left < box.left - 1 || text.right > Math.min(box.right, width) + 1) cut.push(`cut: ${cell.outerHTML.slice(0, 120)}`);
      const heading = cell.closest("table").tHead.rows[0].cells[i].textContent;
      if (i > 0 && getComputedStyle(cell, "::before").content !== JSON.stringify(heading)) cut.push(`not named: ${heading}`);
    }));
    return cut;
  },

  // Text with less contrast than WCAG 2 AA asks for: 4.5, large text 3. Opacity counts, of SVG too.
  contrast() {
    const parse = (text) => {
      const found = text.match(/[\d.]+/g).map(Number);
      return { rgb: found.slice(0, 3), alpha: found.length > 3 ? found[3] : 1 };
    };
    const over = (top, alpha, below) => top.map((c, i) => alpha * c + (1 - alpha) * below[i]);
    const luminance = (rgb) => {
      const [r, g, b] = rgb.map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element) => {
      if (!element) return [255, 255, 255];
      const colour = parse(getComputedStyle(element).backgroundColor);
      return colour.alpha === 1 ? colour.rgb : over(colour.rgb, colour.alpha, ground(element.parentElement));
    };
    // In a chart, the mark below the middle of the text.
    const painted = (element) => {
      const box = element.getBoundingClientRect();
      const marks = Array.from(element.ownerSVGElement.querySelectorAll("rect")).filter((mark) => {
        const m = mark.getBoundingClientRect();
        const x = box.left + box.width / 2;
        const y = box.top + box.height / 2;
        return m.left <= x && x <= m.right && m.top <= y && y <= m.bottom;
      });
      const below = ground(element.ownerSVGElement.parentElement);
      return marks.reduce((rgb, mark) => {
        const style = getComputedStyle(mark);
        return over(parse(style.fill).rgb, Number(style.fillOpacity), rgb);
      }, below);
    };
    const faint = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let checked = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const style = getComputedStyle(element);
      if (!node.textContent.trim() || element.closest("title, desc, style") || style.display === "none") continue;
      const inChart = element instanceof SVGElement;
      const below = inChart ? painted(element) : ground(element);
      const colour = parse(inChart ? style.fill : style.color);
      const front = over(colour.rgb, colour.alpha * (inChart ? Number(style.fillOpacity) : 1), below);
      const [light, dark] = [luminance(front), luminance(below)].sort((a, b) => b - a);
      const ratio = (light + 0.05) / (dark + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      checked += 1;
      if (ratio < (large ? 3 : 4.5)) faint.push([ratio.toFixed(2), node.textContent.trim().slice(0, 40), element.localName]);
    }
    return { checked, faint };
  },

  // The height of what a printed page must not cut, and of the smallest letters of the charts, in pixels.
  heights() {
    return Array.from(document.querySelectorAll("section, figure, tr, .figures, .steps, section p"), (e) => ({
      panel: e.dataset.panel !== undefined, name: e.id || e.dataset.block || e.className || e.localName, height: e.getBoundingClientRect().height,
      inside: getComputedStyle(e).breakInside,
    }));
  },
  letters() {
    return Math.min(...Array.from(document.querySelectorAll("svg text"), (t) => {
      const scale = t.getScreenCTM().a;
      return parseFloat(getComputedStyle(t).fontSize) * scale;
    }));
  },
})
