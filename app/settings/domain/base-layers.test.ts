import { expect, test } from 'vitest'
import { baseLayersOf, imageHosts, tileFault } from './base-layers'

const hostsOf = (...setting: Parameters<typeof baseLayersOf>) => imageHosts(baseLayersOf(...setting))

test('no pictures come from anywhere unless it is set', () => {
  expect(baseLayersOf({ kind: 'none', url: 'http://a.cn/{z}/{x}/{y}', key: 'k' })).toEqual([])
  expect(baseLayersOf({ kind: 'tianditu', url: null, key: null })).toEqual([])
})

test('the policy is opened for the host that is set, and no more', () => {
  expect(hostsOf({ kind: 'xyz', url: 'http://10.1.2.3:8080/t/{z}/{x}/{y}.png', key: null })).toEqual([
    'http://10.1.2.3:8080',
  ])
  expect(hostsOf({ kind: 'xyz', url: 'https://{s}.tile.gov.cn/{z}/{x}/{y}.png', key: null })).toEqual([
    'https://*.tile.gov.cn',
  ])
  expect(hostsOf({ kind: 'tianditu', url: null, key: 'abc' })).toEqual(['https://*.tianditu.gov.cn'])
  expect(hostsOf({ kind: 'xyz', url: "https://a.cn;script-src 'unsafe-inline'/{z}/{x}/{y}", key: null })).toEqual([])
})

test('WMTS has its own names for level, column and row', () => {
  const [layer] = baseLayersOf({
    kind: 'wmts',
    url: 'https://a.cn/w?M={TileMatrix}&C={TileCol}&R={TileRow}',
    key: null,
  })
  expect(layer?.urls).toEqual(['https://a.cn/w?M={z}&C={x}&R={y}'])
  expect(tileFault('https://a.cn/w?M={TileMatrix}&C={TileCol}&R={TileRow}')).toBeNull()
  expect(tileFault('https://a.cn/{z}/{x}')).toContain('{y}')
  expect(tileFault('//a.cn/{z}/{x}/{y}')).toContain('http')
})
