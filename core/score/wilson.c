#include "core/score/wilson.h"

#include <math.h>

void wilson(double share, double count, double *ret_low, double *ret_high)
{
    const double z = 1.959963984540054, zz = z * z; /* the quantile of 0.975 of the normal distribution */
    *ret_low = 0;
    *ret_high = 1;
    if (count <= 0)
        return;
    double centre = (share + zz / (2 * count)) / (1 + zz / count);
    double half = z / (1 + zz / count) * sqrt(share * (1 - share) / count + zz / (4 * count * count));
    *ret_low = centre - half > 0 ? centre - half : 0;
    *ret_high = centre + half < 1 ? centre + half : 1;
}
