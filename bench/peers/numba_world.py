"""A month of the world in Numba: sentiment, market, export controls, escalation."""

import math

import numpy as np

from numba_base import DT, ESCALATED, HALF, MOST_CHANCE, MOST_HAZARD, SHOCK, compiled
from numba_normal import normal
from sections import F0, F1


@compiled
def set_market(rates, us, cn, month, world):
    world.price = month.price + world.price_noise
    world.energy = math.exp(month.energy + world.energy_noise)
    world.supply = math.exp(month.supply + world.supply_noise) * (
        F1 - rates.shock_depth * world.shock)
    if world.escalated or world.regime == 2:
        world.quota_us, world.quota_cn = us.quota_closed, cn.quota_closed
    elif world.regime == 0:
        world.quota_us, world.quota_cn = us.quota_open, cn.quota_open
    else:
        world.quota_us, world.quota_cn = us.quota_partial, cn.quota_partial
    world.uncontrolled = world.supply * (F1 - (world.quota_us + world.quota_cn))


@compiled
def step_controls(rates, world):  # (2.11)
    u = np.random.random()
    tighten = loosen = F0
    if world.regime == 0:
        tighten = rates.tighten_open
    elif world.regime == 1:
        tighten, loosen = rates.tighten_partial, rates.loosen_partial
    else:
        loosen = rates.loosen_closed
    if u < tighten:
        world.regime += 1
    elif F1 - u < loosen:
        world.regime -= 1


@compiled
def step_escalation(rates, us, cn, world):  # (7.1), (7.3)
    u = np.random.random()
    if world.escalated:
        if u < rates.escalation_exit:
            world.escalated = 0
    elif u < MOST_CHANCE:
        parity = HALF * (math.exp(-us.perceived * us.perceived * rates.parity_inverse) +
                         math.exp(-cn.perceived * cn.perceived * rates.parity_inverse))
        hazard = rates.escalation_hazard * math.exp(rates.escalation_proximity * world.proximity +
                                                    rates.escalation_parity * parity)
        if u < -math.expm1(-min(hazard, MOST_HAZARD) * DT):
            world.escalated = 1


@compiled
def step_world(rates, us, cn, world):
    world.sentiment = rates.sentiment_keep * world.sentiment + rates.sentiment_kick * normal()
    world.price_noise += rates.price_kick * normal()
    world.energy_noise += rates.energy_kick * normal()
    world.supply_noise = rates.supply_keep * world.supply_noise + rates.supply_kick * normal()
    world.shock *= rates.shock_keep  # (2.12)
    if np.random.random() < (rates.shock_escalated if world.escalated else rates.shock_calm):
        world.shock = F1
        world.events |= SHOCK
    if not world.escalated:
        step_controls(rates, world)
    step_escalation(rates, us, cn, world)
    if world.escalated:
        world.events |= ESCALATED
    world.closed_months += 1 if world.escalated or world.regime == 2 else -1


@compiled
def start_world(rates, world):
    world.sentiment = world.price_noise = world.energy_noise = world.supply_noise = F0
    world.shock = world.proximity = F0
    world.regime = int(rates.regime_start)
    world.escalated = world.closed_months = world.events = 0
