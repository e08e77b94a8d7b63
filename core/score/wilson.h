/*
 * Wilson's score interval: where the true share lies, given that `share` of `count` trials were good; so three calls
 * do not rank above three hundred. E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22 (1927), 209-212.
 */
#ifndef RAPPORT_SCORE_WILSON_H
#define RAPPORT_SCORE_WILSON_H

/* `count` need not be whole; with 0 the interval is all of 0 to 1. For 95 of 100 cases. */
void wilson(double share, double count, double *ret_low, double *ret_high);

#endif
