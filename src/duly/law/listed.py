"""Every provision that is encoded, in the order of the Code.

A later version of a provision would stand here beside the earlier.
"""

from duly.law.agreements import treasury_dhs_2025
from duly.law.provision import Provision
from duly.law.usc.t8 import s1324d
from duly.law.usc.t26 import s7213A, s7431
from duly.law.usc.t26.s6103 import (
    a,
    c,
    d_1,
    d_2,
    e_1,
    e_2,
    e_3,
    e_4,
    e_5,
    e_6,
    e_7,
    e_11,
    g_1,
    g_2,
    h_1,
    h_2,
    h_3,
    h_4,
    i_1,
    i_2,
    i_3_A,
    i_3_B_i,
    i_3_B_ii,
    i_3_C,
    i_4,
    i_5,
    i_6,
    i_7_A,
    i_7_B,
    i_7_C,
    i_7_D,
    i_8,
    k_6,
    l,
    m_2,
    n,
    o_1,
    o_2,
    o_3,
    p_2_B,
    p_3,
    p_4,
    p_8,
    p_9,
)
from duly.law.usc.t26.s6103.b import DEFINITIONS
from duly.law.usc.t26.s7213 import a_1, a_2, a_3, a_4

_SECTION_6103 = (
    c, d_1, d_2, e_1, e_2, e_3, e_4, e_5, e_6, e_7, e_11, g_1, g_2, h_1, h_2, h_3, h_4, i_1, i_2,
    i_3_A, i_3_B_i, i_3_B_ii, i_3_C, i_4, i_5, i_6, i_7_A, i_7_B, i_7_C, i_7_D, i_8, k_6, l, m_2,
    n, o_1, o_2, o_3, p_2_B, p_3, p_4, p_8, p_9,
)  # fmt: skip
_SANCTIONS = (a_1, a_2, a_3, a_4, s7213A, s7431)

PROVISIONS: tuple[Provision, ...] = (
    s1324d.HERE,
    a.HERE,
    *DEFINITIONS,
    *(module.HERE for module in _SECTION_6103),
    *(module.HERE for module in _SANCTIONS),
    treasury_dhs_2025.HERE,
)
