process.env['STATE_main-began'] ||= 'true'
await import('./index.js')
