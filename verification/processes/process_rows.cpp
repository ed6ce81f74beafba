// The processes of the model: how each is switched off, what it must move, what it cannot.
#include "verification/processes/process.hpp"

namespace racecast::verification {

// A row: whose process it is, its name, the settings that switch it off, what changes without it in
// which direction, the metrics that cannot change, and which couplings are cut where not all are.
// `both`: of both nations or of the world. `us`, `cn`: of one nation, `each`: a row for each; paths
// are those below the nation, quantities and `own` metrics the nation's, and every metric of its
// rival stays where none are named.
const char* const process_rows = R"(
both | sentiment | both.channel.all.sentiment_loading=0 both.bust.sentiment=0 |
    spread of investment us 2030 falls, spread of investment cn 2030 falls
each | ceiling | investment.ceiling=1e6 | investment us 2035 rises
each | fading below the ceiling | investment.ceiling_fade=0 | investment us 2030 rises
each | volatility of spending | channel.all.volatility=0 | spread of investment us 2030 falls
each | busts | bust.hazard=0 | investment us 2030 rises
both | contagion of busts | both.bust.contagion=0 |
    investment us 2030 rises, investment cn 2030 rises
each | surge | surge.cap=0 | investment us 2030 falls
# The gap widens: the US sees less reason to hurry than today, China more.
both | US race reaction | us.channel.all.race_response=0 | investment us 2030 rises
both | China's race reaction | cn.channel.all.race_response=0 | investment cn 2030 falls
# Caution looks at the rival, so the other couplings alone are cut.
each | caution | race.caution=0 | training_compute us 2030 rises | own all_but_runs | feedback
both | programmes of compute | programme.national_grid.delivered_share=0 |
    investment cn 2030 falls, installed_compute cn 2030 falls | us everything
both | Big Fund III | programme.big_fund_iii.delivered_share=0 |
    investment cn 2030 falls, installed_compute cn 2035 falls | us everything
both | fabs built by fab money | cn.fabs.per_usd_bn=0 | installed_compute cn 2035 falls |
    us everything, cn money
both | growth of price-performance | chips.performance_growth=0 |
    installed_compute us 2030 falls | us money, cn money
both | noise of price-performance | chips.performance_volatility=0 |
    spread of installed_compute us 2030 falls | us money, cn money
both | growth of energy efficiency | energy.efficiency_growth=0 |
    ai_power us 2030 rises, used_compute us 2030 falls | us money, cn money
both | noise of energy efficiency | energy.efficiency_volatility=0 |
    spread of ai_power us 2035 falls | us money, cn money
both | limit of world supply | supply.rate=1e12 |
    installed_compute us 2030 rises, installed_compute cn 2030 rises | us money, cn money
both | noise of world supply | supply.volatility=0 | spread of installed_compute us 2030 falls |
    us money, cn money
both | supply shock | supply_shock.hazard=0 |
    installed_compute us 2035 rises, installed_compute cn 2035 rises | us money, cn money
both | supply shock by escalation | supply_shock.escalation=0 | installed_compute us 2035 rises |
    us money, cn money
# What is allowed or smuggled into China is taken out of the supply of all.
both | legal imports | cn.chips.quota_open=0 cn.chips.quota_partial=0 cn.chips.quota_closed=0 |
    installed_compute cn 2030 falls, lead rises | us money, cn money
both | changes of export controls |
    controls.tighten_open=0 controls.tighten_partial=0 controls.loosen_partial=0
    controls.loosen_closed=0 | spread of installed_compute cn 2030 falls | us money, cn money
both | smuggling | cn.chips.smuggled_share=0 | installed_compute cn 2030 falls |
    us money, cn money
both | domestic fabs | cn.fabs.output=0 | installed_compute cn 2030 falls, lead rises |
    us everything, cn money
both | growth of fabs | cn.fabs.growth=0 | installed_compute cn 2035 falls |
    us everything, cn money
both | noise of fabs | cn.fabs.volatility=0 | spread of installed_compute cn 2035 falls |
    us everything, cn money
both | learning of fabs | cn.fabs.learning=0 | installed_compute cn 2030 falls |
    us everything, cn money
both | fab building by scarcity | cn.chips.tightness_fabs=0 | installed_compute cn 2035 falls |
    us everything, cn money
both | foreign chips of the state | cn.chips.state_foreign_share=0 |
    installed_compute cn 2035 falls | us everything, cn money
each | price of scarcity | chips.tightness_premium=0 | installed_compute us 2030 rises | own money
each | construction time | construction.lead_time=0.25 | installed_compute us 2030 rises |
    own money
both | retirement | chips.life=1e6 |
    installed_compute us 2030 rises, installed_compute cn 2030 rises | us money, cn money
# What has no power waits instead of piling up, so its limit holds installed compute back too.
each | limit of power | power.available=1e6 |
    used_compute us 2030 rises, installed_compute us 2035 rises | own money
# Power is scarce in China late, if ever.
us | noise of power | power.volatility=0 | spread of utilisation us 2035 falls | own money
cn | noise of power | power.volatility=0 | spread of utilisation cn 2045 falls | own money
each | power behind the meter | power.behind_meter=0 | used_compute us 2035 falls | own money
each | compute abroad | stock.abroad_share=0 | used_compute us 2045 falls | own money
each | grid stress | grid.hazard=0 | used_compute us 2030 rises | own money
each | noise of utilisation | utilisation.volatility=0 | spread of utilisation us 2030 falls |
    own stock
both | pooling platform | cn.pooling.start=100 |
    used_compute cn 2030 falls, utilisation cn 2030 falls | us everything, cn stock
both | compute rented abroad | cn.rented.abroad=0 | used_compute cn 2030 falls, lead rises |
    us everything, cn stock_and_utilisation
# What is not hidden is seen by the rival, which then hurries.
both | hidden building | cn.reserve.hidden_share=0 |
    installed_compute cn 2030 rises, investment us 2030 rises | us everything, cn money
# Part of it is mobilised by an escalation, and then seen.
both | reserve of the start | cn.reserve.initial_share=0 |
    total_compute cn 2026 falls, installed_compute cn 2030 falls | us everything, cn money
each | mobilised utilisation | utilisation.mobilised_shift=0 | utilisation us 2035 falls |
    own stock
both | escalation | escalation.hazard=0 |
    investment us 2030 falls, investment cn 2030 falls, training_compute us 2035 falls,
    training_compute cn 2035 falls, installed_compute cn 2030 rises
both | proximity | escalation.proximity=0 | investment cn 2035 falls
both | parity | escalation.parity=0 | investment cn 2035 falls
each | noise of algorithms | algorithms.volatility=0 | spread of effective_compute us 2035 falls |
    own training
# A nation's own progress is set with what it gets from the other's breakthroughs taken out.
each | breakthroughs | algorithms.breakthrough_rate=0 |
    spread of effective_compute us 2035 falls | own training, rival training
both | flow of knowledge | knowledge.flow=0 | effective_compute cn 2035 falls, lead rises |
    us training, cn training | feedback
both | openness | knowledge.openness=0 |
    spread of effective_compute us 2035 falls, spread of effective_compute cn 2035 falls |
    us training, cn training | feedback
each | noise of concentration | training.share_volatility=0 |
    spread of training_compute us 2030 falls | own all_but_runs
each | drift of concentration | training.share_reversion=0 | training_compute us 2035 falls |
    own all_but_runs
each | mobilised concentration | training.share_mobilised=0 | training_compute us 2035 falls |
    own all_but_runs
)";

}  // namespace racecast::verification
