export type Shape =
  | 'line'
  | 'dashed'
  | 'area'
  | 'circle'
  | 'triangle'
  | 'square'
  | 'cross'
  | 'ring'
  | 'bar'
  | 'box'
  | 'block'
  | 'range';

/** The sign that a chart uses, small, for its key. */
export function KeyShape({ shape, color }: { readonly shape: Shape; readonly color: string }) {
  const paint = `var(--${color})`;
  const drawn = {
    line: <path d="M0 7H20" stroke={paint} stroke-width="2.5" />,
    dashed: <path d="M0 7H20" stroke={paint} stroke-width="2" stroke-dasharray="4 3" />,
    area: <path d="M0 4H20V14H0z" fill={paint} fill-opacity="0.35" />,
    box: <path d="M3 1H17V13H3z" fill={paint} />,
    range: <path d="M3 1H17V13H3z" fill={paint} fill-opacity="0.35" />,
    block: <path d="M4 3H16V11H4z" fill={paint} />,
    bar: <path d="M0 7H20" stroke={paint} stroke-width="3" stroke-opacity="0.45" />,
    circle: <circle cx="10" cy="7" r="4.5" fill={paint} />,
    ring: <circle cx="10" cy="7" r="4" fill="none" stroke={paint} stroke-width="1.8" />,
    square: <path d="M6 3H14V11H6z" fill={paint} />,
    triangle: <path d="M10 1.5L15.5 12H4.5z" fill={paint} />,
    cross: <path d="M5.5 2.5L14.5 11.5M14.5 2.5L5.5 11.5" stroke={paint} stroke-width="2.5" />,
  }[shape];
  return (
    <svg width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
      {drawn}
    </svg>
  );
}
