/** Where the pictures under the map come from; nowhere unless somebody says. */
export interface BaseLayerSetting {
  kind: 'none' | 'xyz' | 'wmts' | 'tianditu'
  /** the address of a tile */
  url: string | null
  /** of Tianditu; browsers see it */
  key: string | null
}

/** A layer of tiles as Leaflet takes it. */
export interface BaseLayer {
  label: string
  /** addresses of tiles with {z}, {x}, {y}, {s}, the lowest first */
  urls: string[]
  subdomains: string
}

const TIANDITU_LAYERS = [
  { label: '天地图矢量', layers: ['vec', 'cva'] },
  { label: '天地图影像', layers: ['img', 'cia'] },
]

/** Names that WMTS has for what Leaflet calls {z}, {x}, {y}. */
const WMTS_NAMES: readonly [RegExp, string][] = [
  [/\{TileMatrix\}/gi, '{z}'],
  [/\{TileCol\}/gi, '{x}'],
  [/\{TileRow\}/gi, '{y}'],
]

const asTemplate = (url: string) => WMTS_NAMES.reduce((text, [name, own]) => text.replace(name, own), url)

/** The layers of a setting. */
export function baseLayersOf({ kind, url, key }: BaseLayerSetting): BaseLayer[] {
  if (kind === 'tianditu' && key)
    return TIANDITU_LAYERS.map(({ label, layers }) => ({
      label,
      urls: layers.map((layer) => tiandituUrl(layer, key)),
      subdomains: '01234567',
    }))
  if ((kind === 'xyz' || kind === 'wmts') && url) return [{ label: '底图', urls: [asTemplate(url)], subdomains: 'abc' }]
  return []
}

const tiandituUrl = (layer: string, key: string) =>
  `https://t{s}.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default` +
  `&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`

/** A host as a content security policy names it: the address without its path, {s} any subdomain. */
const HOST = /^(https?:\/\/)([a-z0-9.-]*\{s\}[a-z0-9-]*\.|)([a-z0-9.-]+(?::\d{1,5})?)\//i

/** The hosts that pictures are taken from; nothing else may enter a policy. */
export function imageHosts(layers: readonly BaseLayer[]): string[] {
  const hosts = layers.flatMap(({ urls }) =>
    urls.flatMap((url) => {
      const [, scheme, sub, host] = HOST.exec(url) ?? []
      return scheme && host ? [`${scheme}${sub ? '*.' : ''}${host}`] : []
    }),
  )
  return [...new Set(hosts)]
}

/** What is wrong with the address of a tile; null where it can be used. */
export function tileFault(url: string): string | null {
  const template = asTemplate(url)
  if (!HOST.test(template)) return '瓦片地址应以 http:// 或 https:// 开头，带主机名和路径'
  const missing = ['{z}', '{x}', '{y}'].filter((name) => !template.includes(name))
  return missing.length > 0 ? `瓦片地址里缺少 ${missing.join('、')}` : null
}
