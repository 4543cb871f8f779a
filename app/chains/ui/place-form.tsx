import { Button, LinkButton } from '~/ui/button'
import { KeptForm } from '~/ui/draft/kept-form'
import { EmptyState } from '~/ui/empty-state'
import { FormActions, FormErrors } from '~/ui/form'
import { replyOf } from '~/ui/form-reply'
import { Checkbox } from '~/ui/choice'

interface PlaceFormProps {
  nodes: readonly { id: string; name: string; chain: string }[]
  placed: readonly string[]
  reply: unknown
  cancelTo: string
}

/** Puts a project on nodes by hand: ticks, chain by chain. */
export function PlaceForm({ nodes, placed, reply, cancelTo }: PlaceFormProps) {
  const said = replyOf(reply)
  const typed = said?.values?.nodeIds
  const ticked: unknown[] = said ? [typed ?? []].flat() : [...placed]
  const chains = [...new Set(nodes.map(({ chain }) => chain))]
  if (nodes.length === 0)
    return <EmptyState title="还没有产业链节点">招商局建好产业链后，项目可以归到节点上。</EmptyState>
  return (
    <KeptForm method="post" key={placed.join()}>
      {said && (
        <FormErrors
          title={said.message}
          errors={
            said.errors.length > 0 ? said.errors.map(({ message }) => ({ message })) : [{ message: '请核对后再保存' }]
          }
        />
      )}
      {placed.map((id) => (
        <input key={id} type="hidden" name="seen[]" value={id} />
      ))}
      <div className="space-y-4">
        {chains.map((chain) => (
          <fieldset key={chain}>
            <legend className="mb-1.5 text-sm font-medium text-grey-700">{chain}</legend>
            <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2 lg:grid-cols-3">
              {nodes
                .filter((node) => node.chain === chain)
                .map(({ id, name }) => (
                  <Checkbox key={id} name="nodeIds[]" value={id} label={name} defaultChecked={ticked.includes(id)} />
                ))}
            </div>
          </fieldset>
        ))}
      </div>
      <FormActions>
        <Button type="submit" tone="primary">
          保存
        </Button>
        <LinkButton to={cancelTo} tone="quiet">
          取消
        </LinkButton>
      </FormActions>
    </KeptForm>
  )
}
