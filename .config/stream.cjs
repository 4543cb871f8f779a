/** Rooms in the order in which they may know each other: each knows those above it and beside it, none below. */
exports.STREAM = [
  ['shared'],
  ['auth', 'audit'],
  ['settings'],
  ['calendar', 'parks', 'investors'],
  ['projects'],
  ['chains'],
  ['screening', 'visits', 'contracts', 'land', 'promotion'],
  ['pipeline', 'supervision', 'reports'],
  ['importing'],
  ['workbench'],
]
