/** What the numbers of the pipeline count, a sentence each: said here for pages, command line and guide. */
export const DEFINITIONS = {
  reached: {
    term: '到达',
    says: '到过这一阶段或更后一步的项目，以后终止的也算。',
  },
  atStage: {
    term: '停在此阶段',
    says: '最后到的是这一阶段、没有终止的项目；暂缓的算在内，写作“其中暂缓”。',
  },
  reachRatio: {
    term: '到达比',
    says: '到达本阶段的除以到达上一阶段的；新签的还没有走到，所以不是转化率。满期的转化看“同期群”。',
  },
  notStarted: {
    term: '未开工',
    says: '已签约、没有开工、没有终止的项目；暂缓的算在内，写作“其中暂缓”。签约＝开工＋未开工＋未开工即终止。',
  },
  overdue: {
    term: '逾期',
    says: '未开工，且签约超过规定天数；列入三个一批的按批次的期限。',
  },
  soon: { term: '30 天内将逾期', says: '现在没有逾期，30 天内不开工就逾期的未开工项目。' },
  startRate: {
    term: '开工率',
    says: '签约项目中已开工的比例；不足 10 个的写作“1/2”，不足 20 个的取整数。',
  },
  verified: { term: '认定', says: '招商局看过证据并确认的；填报的与认定的并排写。' },
  delayedTax: {
    term: '涉及年税收',
    says: '逾期项目预计的年税收之和；“按已逾期天数”是年税收乘逾期天数除以 365。',
  },
  landDay: {
    term: '供地时间不详',
    says: '已供地而没有写明哪天，或已开工而没有供地记录的：算到达供地，不算哪天供的，不画 ▲，也不进同期群的供地格。导入报告的“已供地”只数台账写明的，所以比这里的供地少。',
  },
  incidence: {
    term: '签约后多久开工',
    says: '已开工、已终止、仍在等三项合计 100%；没有开工的按已等的天数算在内（统计上叫累积发生率）。同时还在观察的不足 10 个时不写比例。',
  },
  startDay: { term: '开工时间不详', says: '已开工而没有写明哪天的，曲线和同期群按填表日期计，会显得偏晚。' },
  stay: {
    term: '停留',
    says: '一半、九成的项目在多少天内离开这一阶段；还停着的按已停的天数算在内，不只算走了的。',
  },
  forecast: {
    term: '预计开工',
    says: '按已等的长短，照以往开工和终止的快慢推算（满五年的只看最近两年）；括号内是八成的区间。开过工的不足 5 个时不推算。',
  },
  halfYear: { term: '半年内开工', says: '等了同样久的项目，今后半年内开工的可能。' },
  cohort: {
    term: '同期群',
    says: '同一时期签约的项目，满 3、6、12、24 个月时走到哪一步；没有满期的不算比例，画斜线。',
  },
} as const

export type Defined = keyof typeof DEFINITIONS
