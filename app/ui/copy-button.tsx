import { Copy } from 'lucide-react'
import type { RefObject } from 'react'
import { Button } from './button'
import { useToast } from './toast'
import { useHydrated } from './use-hydrated'

/** Copies a text that stands in an element; over plain http there is no clipboard, so the element is selected and copied from. */
export function CopyButton({ text, from }: { text: string; from: RefObject<HTMLElement> }) {
  const toast = useToast()
  if (!useHydrated()) return null

  async function copy() {
    const copied = (await toClipboard(text)) || copySelected(from.current)
    toast(copied ? { tone: 'good', text: '已复制' } : { tone: 'info', text: '已选中，请按 Ctrl+C 复制' })
  }
  return (
    <Button size="small" icon={Copy} onClick={() => void copy()}>
      复制
    </Button>
  )
}

async function toClipboard(text: string): Promise<boolean> {
  if (!('clipboard' in navigator)) return false
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}

function copySelected(element: HTMLElement | null): boolean {
  if (!element) return false
  getSelection()?.selectAllChildren(element)
  return document.execCommand('copy')
}
