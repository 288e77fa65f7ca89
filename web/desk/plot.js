/** Stacked bars by day, drawn as SVG. */

const svg = (name, attributes, text) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};

const size = { width: 640, height: 200, left: 28, bottom: 20, top: 8 };

/** A round number at or above the greatest one, that has a half. */
function ceilingOf(greatest) {
  for (let step = 1; ; step *= 10)
    for (const one of [2, 4, 10]) if (one * step >= greatest) return one * step;
}

/** `days`: `{ label, title, values }`, oldest first; `series`: names of the values, from the bottom up, which are also classes. */
export function stackedBars(days, series, label) {
  const { width, height, left, bottom, top } = size;
  const sum = ({ values }) => series.reduce((total, name) => total + (values[name] ?? 0), 0);
  const ceiling = ceilingOf(Math.max(1, ...days.map(sum)));
  const y = (value) => height - bottom - (value / ceiling) * (height - bottom - top);
  const slot = (width - left) / days.length;
  const chart = svg('svg', {
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': label,
    class: 'plot',
  });
  for (const mark of [0, ceiling / 2, ceiling]) {
    chart.append(
      svg('line', { x1: left, x2: width, y1: y(mark), y2: y(mark), class: 'rule' }),
      svg('text', { x: left - 6, y: y(mark) + 4, 'text-anchor': 'end' }, mark),
    );
  }
  days.forEach((day, index) => {
    const x = left + index * slot + slot * 0.18;
    const bar = svg('g', {});
    bar.append(svg('title', {}, day.title));
    let below = 0;
    for (const name of series) {
      const value = day.values[name] ?? 0;
      if (value === 0) continue;
      const from = y(below);
      below += value;
      const attributes = {
        x,
        y: y(below),
        width: slot * 0.64,
        height: from - y(below),
        class: `bar ${name}`,
      };
      bar.append(svg('rect', attributes));
    }
    const middle = left + (index + 0.5) * slot;
    if (index % 2 === days.length % 2 || index === days.length - 1)
      bar.append(svg('text', { x: middle, y: height - 4, 'text-anchor': 'middle' }, day.label));
    chart.append(bar);
  });
  return chart;
}
