"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.getElementById("main");
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // Told apart by everybody: Okabe and Ito's colours.
  const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8f94"];
  const charts = [];

  // So many metrics have their charts in sight.
  const SHOWN_METRICS = 3;

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of children.flat()) {
      if (child !== null && child !== undefined) element.append(child);
    }
    return element;
  };
  const number = (value, digits = 4) =>
    value === null || value === undefined ? "–" : value.toFixed(digits);
  const name = (row) => (row.tone ? `${row.method} (${row.tone})` : row.method);
  const everyRow = data.tables.flatMap((table) => table.rows);
  const methods = [...new Set(everyRow.map((row) => row.method))];
  // From short to complete.
  const NAMES = [
    (method) => method.replace(/[/@:].*/, ""),
    (method) => method.replace(/[@:].*/, ""),
    (method) => method.replace(/@\d+/, "").replace(/:pack=[^:]*/, ""),
    (method) => method,
  ];
  /** The shortest name that no other method has, with the tone where a method has several. */
  const short = (row) => {
    const naming = NAMES.find((n) =>
      methods.filter((other) => n(other) === n(row.method)).length < 2);
    const tones = new Set(everyRow.filter((r) => r.method === row.method).map((r) => r.tone));
    return tones.size > 1 ? `${naming(row.method)} (${row.tone})` : naming(row.method);
  };
  // One colour each, the same in all charts.
  const names = [...new Set(everyRow.map(name))];
  const place = (row) => Math.max(0, names.indexOf(name(row)));
  const colour = (row) => COLOURS[place(row) % COLOURS.length];
  const MARKS = ["circle", "triangle", "rect", "rectRot"];
  const mark = (row) => MARKS[Math.floor(place(row) / COLOURS.length) % MARKS.length];
  /** A method, which may be broken between its parts. */
  const code = (method) =>
    make("code", {}, method.split(/(?<=[/:@-])/).flatMap((part) => [part, make("wbr")]));

  // Where a table has several variants of a metric, titles say which.
  for (const table of data.tables) {
    for (const metric of table.metrics) {
      const several = table.metrics.filter((m) => m.heading === metric.heading).length > 1;
      metric.title = several ? `${metric.heading} ${metric.subheading}` : metric.heading;
    }
  }

  // Tables.

  const cell = (c) => {
    if (!c || c.mean === null) return make("td", { "data-value": "" }, "–");
    const place = c.rank === 1 ? "first" : c.rank === 2 ? "second" : null;
    const interval = c.ci_low === null ? null : `${number(c.ci_low)} to ${number(c.ci_high)}`;
    return make("td", { class: place, "data-value": c.mean }, make("span", {}, number(c.mean)),
      interval && make("small", { title: "95 % interval of the mean" }, interval));
  };

  const sortBy = (table, column, button) => {
    const head = button.closest("th");
    const ascending = head.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
    const numeric = column > 1;
    const rows = [...table.tBodies[0].rows].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      // What has no value is last either way.
      if (x === "" || y === "") return (x === "") - (y === "");
      return (ascending ? 1 : -1) * (numeric ? x - y : x.localeCompare(y));
    });
    table.tBodies[0].append(...rows);
  };

  const COSTS = [
    ["parameters", "params", "M", (v) => v / 1e6, () => 3],
    ["gmacs", "GMAC", "", (v) => v, () => 3],
    ["peak_memory_mb", "memory", "MB", (v) => v, () => 1],
    ["latency_ms", "latency", "ms", (v) => v, (v) => (v < 10 ? 3 : v < 100 ? 2 : 1)],
    ["frames_per_second", "throughput", "frames/s", (v) => v, () => 1],
  ];
  const cost = (row, key) => {
    const known = Object.values(row.cells).find((c) => c[key] !== null && c[key] !== undefined);
    return known && known[key] !== 0 ? known[key] : null;
  };

  const board = (table) => {
    const costs = COSTS.filter(([key]) => table.rows.some((row) => cost(row, key) !== null));
    const heads = [["method", ""], ["tone", ""]]
      .concat(table.metrics.map((m) => [m.heading, m.subheading]))
      .concat(costs.map(([, heading, unit]) => [heading, unit]));
    const element = make("table", {});
    const headings = heads.map(([heading, below], column) => {
      const button = make("button", { type: "button" }, heading);
      button.addEventListener("click", () => sortBy(element, column, button));
      return make("th", { scope: "col", class: column === 1 ? "left" : null }, button,
        below ? make("small", {}, below) : null);
    });
    element.append(
      make("caption", { class: "muted left" }, "Choose a heading to sort."),
      make("thead", {}, make("tr", {}, headings)),
      make("tbody", {}, table.rows.map((row) =>
        make("tr", {},
          make("th", { scope: "row" }, code(row.method), row.mark),
          make("td", { class: "left" }, row.tone),
          table.metrics.map((m) => cell(row.cells[m.id])),
          costs.map(([key, , , scale, digits]) => {
            const value = cost(row, key);
            return make("td", { "data-value": value === null ? "" : value },
              value === null ? "–" : number(scale(value), digits(value)));
          })))));
    return make("div", { class: "scroll", tabindex: "0", role: "region",
      "aria-label": `Leaderboard of ${table.dataset}` }, element);
  };

  // Charts.

  const figure = (title, description, height, config) => {
    const canvas = make("canvas", { role: "img", "aria-label": `${title}. ${description}` });
    const place = make("div", { class: "canvas", style: `height: ${height}px` }, canvas);
    charts.push({ canvas, config });
    return make("figure", {}, make("figcaption", {}, title), place);
  };

  const axis = (title, more) => ({
    title: { display: Boolean(title), text: title, color: style("--ink") },
    ticks: { color: style("--muted") },
    grid: { color: style("--line") },
    ...more,
  });
  const plain = { legend: { display: false } };
  const legend = () => ({ legend: { labels: { color: style("--ink"), usePointStyle: true, boxHeight: 7 } } });
  /** Labels where there is room for them: of more than a decade 1, 2, 5, 10, ... */
  const logarithmic = (title) => axis(title, { type: "logarithmic", grace: "5%",
    ticks: { color: style("--muted"), maxRotation: 0, callback(v) {
      const round = /^[125]e/.test(v.toExponential());
      return round || this.max / this.min < 10 ? String(v) : null;
    } } });

  /** Means with their intervals. */
  const intervals = (table, metric) => {
    const rows = table.rows.filter((row) => row.cells[metric.id]?.mean !== null
      && row.cells[metric.id] !== undefined);
    const cells = rows.map((row) => row.cells[metric.id]);
    const title = `${metric.title} with 95 % intervals`;
    const said = rows.map((row, i) => `${name(row)} ${number(cells[i].mean)}`).join(", ");
    return figure(title, said, 90 + 34 * rows.length, () => ({
      type: "bar",
      data: {
        labels: rows.map(short),
        datasets: [
          { data: cells.map((c) => c.ci_low === null ? [c.mean, c.mean] : [c.ci_low, c.ci_high]),
            backgroundColor: rows.map(colour), barThickness: 4, order: 2 },
          { type: "scatter", data: cells.map((c, i) => ({ x: c.mean, y: i })),
            backgroundColor: rows.map(colour), radius: 5, order: 1 },
        ],
      },
      options: { indexAxis: "y", maintainAspectRatio: false, animation: false,
        plugins: { ...plain, tooltip: { callbacks: {
          label: (item) => { const c = cells[item.dataIndex];
            return `${number(c.mean)} (${number(c.ci_low)} to ${number(c.ci_high)}), n = ${c.samples}`; } } } },
        scales: { x: axis(metric.heading, { beginAtZero: false, grace: "5%" }), y: axis("") } },
    }));
  };

  /** Boxes from quarter to quarter, thin lines from 5 to 95 %, a dot for the median. */
  const distributions = (table, metric) => {
    const rows = table.rows.filter((row) => row.cells[metric.id]?.quantiles?.length);
    if (!rows.length) return null;
    const q = rows.map((row) => row.cells[metric.id].quantiles);
    const title = `Distribution of ${metric.title} over samples`;
    const said = rows.map((row, i) =>
      `${name(row)}: median ${number(q[i][10])}, middle half ${number(q[i][5])} to ${number(q[i][15])}`)
      .join("; ");
    return figure(title, said, 90 + 34 * rows.length, () => ({
      type: "bar",
      data: {
        labels: rows.map(short),
        datasets: [
          { data: q.map((v) => [v[1], v[19]]), backgroundColor: rows.map(colour),
            barThickness: 2, grouped: false, order: 3 },
          { data: q.map((v) => [v[5], v[15]]), backgroundColor: rows.map((row) => colour(row) + "99"),
            barThickness: 16, grouped: false, order: 2 },
          { type: "scatter", data: q.map((v, i) => ({ x: v[10], y: i })),
            backgroundColor: style("--ink"), radius: 4, order: 1 },
        ],
      },
      options: { indexAxis: "y", maintainAspectRatio: false, animation: false,
        plugins: { ...plain, tooltip: { callbacks: { label: (item) => {
          const v = q[item.dataIndex];
          return `5 % ${number(v[1])}, 25 % ${number(v[5])}, median ${number(v[10])}, 75 % ${number(v[15])}, 95 % ${number(v[19])}`; } } } },
        scales: { x: axis(metric.heading, { beginAtZero: false, grace: "5%" }), y: axis("") } },
    }));
  };

  /** The entrants that nobody beats in both; with the best of the cheapest first. */
  const front = (points, lower) => {
    let best = lower ? Infinity : -Infinity;
    return [...points].sort((a, b) => a.x - b.x).filter((p) => {
      const better = lower ? p.y < best : p.y > best;
      if (better) best = p.y;
      return better;
    });
  };

  const pareto = (table, metric, [key, heading, unit, scale]) => {
    const points = table.rows.flatMap((row) => {
      const [x, y] = [cost(row, key), row.cells[metric.id]?.mean];
      return x === null || y === null || y === undefined
        ? [] : [{ x: scale(x), y, label: short(row), colour: colour(row), mark: mark(row) }];
    });
    if (points.length < 2) return null;
    const best = front(points, metric.lower_is_better);
    const title = `${metric.title} against ${heading}`;
    return figure(title, `Pareto front: ${best.map((p) => p.label).join(", ")}`, 300, () => ({
      type: "scatter",
      data: { datasets: [
        ...points.map((p) => ({ label: p.label, data: [p], backgroundColor: p.colour, radius: 7, pointStyle: p.mark,
          borderColor: best.includes(p) ? style("--ink") : p.colour, borderWidth: 2 })),
        { label: "Pareto front", type: "line", data: best, borderColor: style("--muted"),
          borderWidth: 2, borderDash: [4, 4], pointRadius: 0, pointStyle: "line", stepped: "before" },
      ] },
      options: { maintainAspectRatio: false, animation: false, plugins: legend(),
        scales: { x: logarithmic(unit ? `${heading} in ${unit}` : heading),
          y: axis(metric.heading, { grace: "10%" }) } },
    }));
  };

  const history = (past) => {
    if (past.nights.length < 2) return null;
    const moved = past.entrants.map((e) => {
      const seen = e.ranks.filter((rank) => rank !== null);
      return `${name(e)} from ${seen[0]} to ${seen[seen.length - 1]}`;
    });
    return figure(`Rank by ${past.heading} over nights`, moved.join(", "), 300, () => ({
      type: "line",
      data: {
        labels: past.nights.map((night) => `run ${night}`),
        datasets: past.entrants.map((e) => ({
          label: short(e), data: e.ranks, borderColor: colour(e), backgroundColor: colour(e),
          spanGaps: false, tension: 0, clip: false, pointRadius: 5, pointStyle: mark(e),
        })),
      },
      options: { maintainAspectRatio: false, animation: false, plugins: legend(),
        scales: { x: axis(""), y: axis("rank", { reverse: true, min: 1,
          ticks: { precision: 0, color: style("--muted") } }) } },
    }));
  };

  // Pictures.

  const scene = (sample, id) => {
    const state = { scale: 1, x: 0, y: 0 };
    const images = sample.frames.map((f) =>
      make("img", { src: f.src, alt: `${name(f)}, ${sample.label}`, draggable: "false" }));
    const show = () => {
      for (const image of images) {
        const [w, h] = [image.clientWidth, image.clientHeight];
        state.x = Math.min(0, Math.max(state.x, w * (1 - state.scale)));
        state.y = Math.min(0, Math.max(state.y, h * (1 - state.scale)));
        image.style.transform = `translate(${state.x}px, ${state.y}px) scale(${state.scale})`;
      }
    };
    const zoom = (factor, x, y) => {
      const scale = Math.min(16, Math.max(1, state.scale * factor));
      state.x = x - (x - state.x) * (scale / state.scale);
      state.y = y - (y - state.y) * (scale / state.scale);
      state.scale = scale;
      show();
    };
    const move = (dx, dy) => { state.x += dx; state.y += dy; show(); };
    const middle = (view) => [view.clientWidth / 2, view.clientHeight / 2];
    const KEYS = {
      "+": (v) => zoom(1.5, ...middle(v)), "-": (v) => zoom(1 / 1.5, ...middle(v)),
      0: () => zoom(0, 0, 0), ArrowLeft: () => move(40, 0), ArrowRight: () => move(-40, 0),
      ArrowUp: () => move(0, 40), ArrowDown: () => move(0, -40),
    };
    const views = images.map((image, i) => {
      const view = make("div", { class: "view", tabindex: "0", role: "group",
        "aria-label": `${name(sample.frames[i])}; keys plus, minus and arrows zoom and move all` },
      image);
      view.addEventListener("wheel", (event) => {
        event.preventDefault();
        const box = view.getBoundingClientRect();
        zoom(event.deltaY < 0 ? 1.25 : 0.8, event.clientX - box.left, event.clientY - box.top);
      }, { passive: false });
      view.addEventListener("pointerdown", (event) => view.setPointerCapture(event.pointerId));
      view.addEventListener("pointermove", (event) => {
        if (view.hasPointerCapture(event.pointerId)) move(event.movementX, event.movementY);
      });
      view.addEventListener("dblclick", (event) => {
        const box = view.getBoundingClientRect();
        zoom(2, event.clientX - box.left, event.clientY - box.top);
      });
      view.addEventListener("keydown", (event) => {
        if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](view); }
      });
      return view;
    });
    const button = (text, action) => {
      const element = make("button", { type: "button" }, text);
      element.addEventListener("click", () => action(views[0]));
      return element;
    };
    return make("section", { "aria-labelledby": id },
      make("h3", { id }, `${sample.rule}: ${sample.label}`),
      make("p", { class: "tools" }, button("Zoom in", KEYS["+"]), button("Zoom out", KEYS["-"]),
        button("Whole picture", KEYS[0])),
      make("div", { class: "frames" }, sample.frames.map((f, i) =>
        make("figure", {}, make("figcaption", {}, short(f), f.score === null ? null
          : make("small", { class: "muted" }, ` ${sample.metric} ${number(f.score, 3)}`)), views[i]))));
  };

  const draw = () => {
    for (const entry of charts) {
      entry.chart?.destroy();
      entry.chart = entry.canvas.closest("details:not([open])")
        ? null : new Chart(entry.canvas, entry.config());
    }
  };

  // The page.

  const section = (id, title, ...content) => {
    document.getElementById("sections").append(make("a", { href: `#${id}` }, title));
    main.append(make("h2", { id }, title), ...content.flat().filter(Boolean));
  };
  // Charts have no size while they are hidden, and are drawn when they are shown.
  const more = (title, content) => {
    const element = make("details", {}, make("summary", {}, title), content);
    element.addEventListener("toggle", draw);
    return element;
  };
  const list = (lines) => make("ul", { class: "muted" }, lines.map((line) => make("li", {}, line)));

  document.getElementById("summary").textContent = data.summary;
  data.tables.forEach((table, i) => {
    const ofMetrics = (metrics) =>
      metrics.flatMap((m) => [intervals(table, m), distributions(table, m)]).filter(Boolean);
    const others = ofMetrics(table.metrics.slice(SHOWN_METRICS));
    const figures = [
      ...ofMetrics(table.metrics.slice(0, SHOWN_METRICS)),
      ...COSTS.filter(([key]) => key === "latency_ms" || key === "parameters")
        .map((c) => pareto(table, table.metrics[0], c)),
      ...data.history.filter((past) => past.dataset === table.dataset).map(history),
    ].filter(Boolean);
    section(`table-${i}`, table.dataset,
      make("p", { class: "muted" }, `${table.samples} samples. Best on green, second underlined.`),
      board(table), list(table.footnotes),
      table.worth.length ? [make("h3", {}, "What the order is worth"), make("p", { class: "muted" },
        "Kendall's tau-b: 1 for the same order, 0 for none in common, -1 for the reverse."),
      list(table.worth)] : null, make("div", { class: "charts" }, figures),
      others.length ? more("Charts of the other metrics", make("div", { class: "charts" }, others)) : null,
      data.scenes.filter((s) => s.dataset === table.dataset)
        .map((s, j) => scene(s, `scene-${i}-${j}`)));
  });
  section("moved", "Since the last leaderboard", data.moved.length
    ? list(data.moved) : make("p", {}, "Nothing moved, or there was none before."));
  section("quarantine", "Quarantine", data.quarantine.length
    ? make("div", { class: "scroll" }, make("table", { "aria-label": "Quarantine" },
      make("thead", {}, make("tr", {}, ["reason", "stage", "rows"].map((h) => make("th", { scope: "col" }, h)))),
      make("tbody", {}, data.quarantine.map((q) =>
        make("tr", {}, make("th", { scope: "row" }, q.reason), make("td", {}, q.stage),
          make("td", {}, String(q.count)))))))
    : make("p", {}, "Every recording could be read and every frame be made."));
  section("provenance", "Provenance", make("dl", {}, Object.entries(data.provenance).flatMap(
    ([key, value]) => [make("dt", {}, key), make("dd", {}, make("code", {}, value))])));

  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
