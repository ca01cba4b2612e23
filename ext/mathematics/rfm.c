#include "mathematics/rfm.h"

/* By recency and frequency; the letters stand for monetary 1 to 5. */
static const char segment_cells[RFM_BINS][RFM_BINS][RFM_BINS + 1] = {
    {"OOXXX", "OHHRR", "OHRRR", "ORRXR", "ORRXX"}, {"HHSXX", "SHHRR", "HHHRR", "HRRRR", "HRRRR"},
    {"NSMMM", "SHPAA", "SHPAL", "PPALL", "PPPLL"}, {"NNMMM", "NNPMM", "PPPAL", "PPALC", "PPPCC"},
    {"NNMMM", "MMMMM", "PPPAA", "PPLCC", "PPPCC"},
};

const char *rfm_segment_name(int recency, int frequency, int monetary, enum RfmMap map)
{
    if (map == ABOUT_TO_SLEEP_MAP && recency == 2 && frequency >= 3 && monetary == 1) {
        return "About to Sleep";
    }
    switch (segment_cells[recency - 1][frequency - 1][monetary - 1]) {
    case 'C':
        return "Champions";
    case 'L':
        return "Loyal";
    case 'P':
        return "Potential Loyalists";
    case 'N':
        return "New Customers";
    case 'M':
        return "Promising";
    case 'A':
        return "Need Attention";
    case 'S':
        return "About to Sleep";
    case 'R':
        return "At Risk";
    case 'X':
        return "Cannot Lose Them";
    case 'H':
        return "Hibernating";
    default:
        return "Lost";
    }
}
