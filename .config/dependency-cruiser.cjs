// Arrows run one way: routes, api, cli → rooms → shared. docs/ says why.

const { STREAM } = require('./stream.cjs')

const TESTS = '\\.test\\.tsx?$'
const rooms = (names, folders = '') => `^app/(${names.join('|')})/${folders}`

const upstream = STREAM.slice(0, -1).map((names, index) => ({
  name: `upstream-of-${names[0]}`,
  comment: 'A room knows only the rooms upstream of it and beside it; test/tables.mjs says the same of tables.',
  severity: 'error',
  from: { path: rooms(names), pathNot: TESTS },
  to: { path: rooms(STREAM.slice(index + 1).flat()) },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...upstream,
    {
      name: 'entrances-stay-outside',
      comment: 'Routes, API and command line call the rooms, never the other way round.',
      severity: 'error',
      from: {
        path: '^app/',
        pathNot: [
          '^app/(routes|api|cli)/',
          '^app/(routes|root|entry\\.\\w+)\\.tsx?$',
          '^app/platform/program\\.ts$',
          TESTS,
        ],
      },
      to: { path: '^app/(routes|api|cli)/' },
    },
    {
      name: 'only-entrances-know-the-list-of-rooms',
      comment: 'What rooms bring comes to a room upstream through its extension points.',
      severity: 'error',
      from: {
        path: '^app/',
        pathNot: ['^app/(routes|api|cli)/', '^app/entry\\.server\\.tsx$', '^app/platform/program\\.ts$', TESTS],
      },
      to: { path: '^app/rooms\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Domain code knows shared, zod, pure mathematics, and domain code.',
      severity: 'error',
      from: { path: '^app/.+/domain/', pathNot: TESTS },
      to: {
        path: '.',
        pathNot: [
          '^app/.+/domain/',
          '^app/shared/',
          '^app/generated/prisma/enums',
          '^node_modules/(zod|decimal\\.js|proj4|gcoord|polyclip-ts|flatbush|polylabel)/',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      from: { path: '^app/shared/', pathNot: TESTS },
      to: { path: '^app/', pathNot: '^app/shared/' },
    },
    {
      name: 'ui-knows-no-server',
      comment: 'What is drawn may know the shape of what the server reads, never its code.',
      severity: 'error',
      from: { path: '^app/(ui|.+/ui)/', pathNot: TESTS },
      to: { path: '^app/(.+/server|platform)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'looks-know-no-room',
      comment: 'app/ui holds no domain word.',
      severity: 'error',
      from: { path: '^app/ui/', pathNot: TESTS },
      to: { path: '^app/', pathNot: '^app/(ui|shared)/' },
    },
    {
      name: 'platform-knows-no-room',
      comment: 'Only the composition and the way of a request know rooms.',
      severity: 'error',
      from: { path: '^app/platform/', pathNot: ['^app/platform/(program|http/.*)\\.ts$', TESTS] },
      to: { path: '^app/(?!platform/|shared/|generated/)[^/]+/' },
    },
    {
      name: 'database-in-server-folders',
      severity: 'error',
      from: {
        path: '^app/',
        pathNot: ['^app/(.+/server|platform|seed|generated|cli)/', TESTS],
      },
      to: {
        path: ['^app/generated/prisma/(?!enums)', '^node_modules/(@prisma|pg|pg-boss)/', '^app/platform/database/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-test-code',
      comment: 'Tests and development tools are no part of the program.',
      severity: 'error',
      from: { path: '^app/', pathNot: [TESTS] },
      to: { path: '^(test|prisma)/' },
    },
    {
      name: 'no-undeclared-package',
      severity: 'error',
      from: { path: '^app/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '/build/server/'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^app/generated/'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
