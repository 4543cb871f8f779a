// What pg will no longer do in its next major version fails the run, with the stack of the call.
process.on('warning', (warning) => {
  if (warning.name === 'DeprecationWarning' && warning.message.includes('pg@')) throw warning
})
