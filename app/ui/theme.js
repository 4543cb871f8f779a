/**
 * Tailwind theme: every colour is a CSS variable of tokens.css, so print and the meeting-room mode can turn them.
 * Only what Chromium 90 draws is used; `optimizeUniversalDefaults` and newer utilities (dvh, has-*, text-balance) are not.
 */
const tone = (name) => `rgb(var(--${name}) / <alpha-value>)`
const shades = (name, steps) => Object.fromEntries(steps.map((step) => [step, tone(`${name}-${step}`)]))
const status = (name) => ({ DEFAULT: tone(name), soft: tone(`${name}-soft`), line: tone(`${name}-line`) })

export const theme = {
  colors: {
    transparent: 'transparent',
    current: 'currentColor',
    white: tone('paper'),
    paper: tone('paper'),
    ink: tone('grey-900'),
    grey: shades('grey', [50, 100, 200, 300, 400, 500, 600, 700, 800, 900]),
    accent: shades('accent', [50, 100, 200, 300, 500, 600, 700, 800, 900]),
    good: status('good'),
    warning: status('warning'),
    danger: status('danger'),
    info: status('info'),
  },
  fontFamily: {
    sans: [
      '"PingFang SC"',
      '"Microsoft YaHei UI"',
      '"Microsoft YaHei"',
      '"HarmonyOS Sans SC"',
      '"Noto Sans CJK SC"',
      '"Source Han Sans SC"',
      '"WenQuanYi Micro Hei"',
      'system-ui',
      'sans-serif',
    ],
    mono: ['ui-monospace', 'Consolas', 'Menlo', '"DejaVu Sans Mono"', 'monospace'],
  },
  fontSize: {
    xs: ['12px', '16px'],
    sm: ['13px', '18px'],
    base: ['14px', '20px'],
    md: ['15px', '22px'],
    lg: ['17px', '24px'],
    xl: ['20px', '28px'],
    '2xl': ['26px', '32px'],
    '3xl': ['34px', '40px'],
    hall: ['56px', '64px'],
  },
  borderRadius: { none: '0', sm: '3px', DEFAULT: '4px', lg: '6px', xl: '8px', full: '9999px' },
  boxShadow: {
    none: 'none',
    sm: '0 1px 2px rgb(var(--grey-900) / 0.06)',
    DEFAULT: '0 2px 6px rgb(var(--grey-900) / 0.10)',
    lg: '0 8px 28px rgb(var(--grey-900) / 0.18)',
  },
  extend: {
    minHeight: { control: '32px' },
    keyframes: {
      sweep: { '0%': { transform: 'translateX(-100%)' }, '100%': { transform: 'translateX(350%)' } },
      rise: { from: { opacity: '0', transform: 'translateY(4px)' }, to: { opacity: '1', transform: 'none' } },
    },
    animation: { sweep: 'sweep 1.1s ease-in-out infinite', rise: 'rise 120ms ease-out' },
  },
}
