import { defineRoom } from '~/room'
import { SETTINGS_ACTIONS, SETTINGS_AUDIT } from './domain/actions'

export const settings = defineRoom({
  name: 'settings',
  actions: SETTINGS_ACTIONS,
  audit: SETTINGS_AUDIT,
  tables: ['rule_set'],
  navigation: [
    { label: '设置', to: '/settings', icon: 'Settings', order: 100, action: 'settings.read', separated: true },
  ],
  settings: [{ label: '名称与规则', to: '/settings/rules', order: 60, action: 'rule.read' }],
})
