import type * as Leaflet from 'leaflet'
import type { BaseLayer } from '~/settings/domain/base-layers'

/** Puts the layers that the settings name under the plots, with a blank ground to choose; without any nothing is shown. */
export function showBaseLayers(L: typeof Leaflet, map: Leaflet.Map, layers: readonly BaseLayer[]): void {
  if (layers.length === 0) return
  const choices = layers.map(({ label, urls, subdomains }) => {
    const tiles = urls.map((url) => L.tileLayer(url, { subdomains, maxNativeZoom: 18, maxZoom: 22 }))
    return [label, L.layerGroup(tiles)] as const
  })
  choices[0]?.[1].addTo(map)
  L.control.layers({ ...Object.fromEntries(choices), 空白: L.layerGroup() }, {}, { position: 'bottomright' }).addTo(map)
}
