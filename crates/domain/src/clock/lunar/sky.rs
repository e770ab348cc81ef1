//! New moons and the place of the sun, for the days of Vietnam.
//!
//! The series are those of J. Meeus, *Astronomical Algorithms* (2nd edition, chapters 25 and 49), and the
//! difference between uniform time and that of the turning earth (ΔT) that of F. Espenak and J. Meeus. New moons come
//! out right to some seconds today; after 2050 ΔT is a forecast, which may be wrong by a minute.

use std::ops::RangeInclusive;

use time::Date;

/// Days from one mean new moon to the next.
const MEAN_MONTH: f64 = 29.530_588_861;
/// Julian date of the mean new moon of January 2000, the one with number 0.
const FIRST_NEW_MOON: f64 = 2_451_550.097_66;
/// Julian date of the epoch J2000.
const J2000: f64 = 2_451_545.0;
const DAYS_IN_CENTURY: f64 = 36_525.0;
/// Vietnam is seven hours ahead of Greenwich.
const UTC_PLUS_7: f64 = 7.0 / 24.0;

/// Terms of a new moon: amplitude in days, power of the eccentricity, then how often the anomalies of sun and moon and
/// the moon's argument of latitude stand in the sine.
#[rustfmt::skip]
const NEW_MOON: [(f64, i32, [f64; 3]); 24] = [
    (-0.407_20, 0, [0.0, 1.0, 0.0]),
    ( 0.172_41, 1, [1.0, 0.0, 0.0]),
    ( 0.016_08, 0, [0.0, 2.0, 0.0]),
    ( 0.010_39, 0, [0.0, 0.0, 2.0]),
    ( 0.007_39, 1, [-1.0, 1.0, 0.0]),
    (-0.005_14, 1, [1.0, 1.0, 0.0]),
    ( 0.002_08, 2, [2.0, 0.0, 0.0]),
    (-0.001_11, 0, [0.0, 1.0, -2.0]),
    (-0.000_57, 0, [0.0, 1.0, 2.0]),
    ( 0.000_56, 1, [1.0, 2.0, 0.0]),
    (-0.000_42, 0, [0.0, 3.0, 0.0]),
    ( 0.000_42, 1, [1.0, 0.0, 2.0]),
    ( 0.000_38, 1, [1.0, 0.0, -2.0]),
    (-0.000_24, 1, [-1.0, 2.0, 0.0]),
    (-0.000_07, 0, [2.0, 1.0, 0.0]),
    ( 0.000_04, 0, [0.0, 2.0, -2.0]),
    ( 0.000_04, 0, [3.0, 0.0, 0.0]),
    ( 0.000_03, 0, [1.0, 1.0, -2.0]),
    ( 0.000_03, 0, [0.0, 2.0, 2.0]),
    (-0.000_03, 0, [1.0, 1.0, 2.0]),
    ( 0.000_03, 0, [-1.0, 1.0, 2.0]),
    (-0.000_02, 0, [-1.0, 1.0, -2.0]),
    (-0.000_02, 0, [1.0, 3.0, 0.0]),
    ( 0.000_02, 0, [0.0, 4.0, 0.0]),
];

/// What the planets add to a new moon: degrees, degrees a month, amplitude in millionths of a day.
#[rustfmt::skip]
const PLANETS: [(f64, f64, f64); 14] = [
    (299.77, 0.107_408, 325.0), (251.88, 0.016_321, 165.0), (251.83, 26.651_886, 164.0),
    (349.42, 36.412_478, 126.0), (84.66, 18.206_239, 110.0), (141.74, 53.303_771, 62.0),
    (207.14, 2.453_732, 60.0), (154.84, 7.306_860, 56.0), (34.52, 27.261_239, 47.0),
    (207.19, 0.121_824, 42.0), (291.34, 1.844_379, 40.0), (161.72, 24.198_154, 37.0),
    (239.56, 25.513_099, 35.0), (331.55, 3.592_518, 23.0),
];

/// Seconds of ΔT as polynomials: up to which year, counted from which year in which unit of years, coefficients.
#[rustfmt::skip]
const DELTA_T: [(f64, f64, f64, &[f64]); 7] = [
    (1920.0, 1900.0, 1.0, &[-2.79, 1.494_119, -0.059_893_9, 0.006_196_6, -0.000_197]),
    (1941.0, 1920.0, 1.0, &[21.20, 0.844_93, -0.076_1, 0.002_093_6]),
    (1961.0, 1950.0, 1.0, &[29.07, 0.407, -1.0 / 233.0, 1.0 / 2547.0]),
    (1986.0, 1975.0, 1.0, &[45.45, 1.067, -1.0 / 260.0, -1.0 / 718.0]),
    (2005.0, 2000.0, 1.0, &[63.86, 0.3345, -0.060_374, 0.001_727_5, 0.000_651_814, 0.000_023_735_99]),
    (2050.0, 2000.0, 1.0, &[62.92, 0.322_17, 0.005_589]),
    (f64::INFINITY, 1820.0, 100.0, &[-20.0, 0.0, 32.0]),
];

/// The numbers of the new moons of a year and of its neighbours.
pub(super) fn around(year: i32) -> RangeInclusive<i32> {
    let months = f64::from(year - 2000) * 12.368_5;
    whole(months) - 3..=whole(months) + 16
}

/// The Julian day number of the day in Vietnam on which the new moon of this number falls.
pub(super) fn new_moon_day(number: i32) -> i32 {
    let k = f64::from(number);
    let t = k / 1236.85;
    let eccentricity = polynomial(t, &[1.0, -0.002_516, -0.000_007_4]);
    let sun = polynomial(t, &[2.5534, 0.0, -0.000_001_4, -0.000_000_11]) + 29.105_356_70 * k;
    let moon =
        polynomial(t, &[201.5643, 0.0, 0.010_758_2, 0.000_012_38, -0.000_000_058]) + 385.816_935_28 * k;
    let latitude =
        polynomial(t, &[160.7108, 0.0, -0.001_611_8, -0.000_002_27, 0.000_000_011]) + 390.670_502_84 * k;
    let node = polynomial(t, &[124.7746, 0.0, 0.002_067_2, 0.000_002_15]) - 1.563_755_88 * k;
    let mean =
        polynomial(t, &[FIRST_NEW_MOON, 0.0, 0.000_154_37, -0.000_000_15, 0.000_000_000_73]) + MEAN_MONTH * k;
    let terms = NEW_MOON.iter().map(|(days, power, [of_sun, of_moon, of_latitude])| {
        days * eccentricity.powi(*power) * sine(of_sun * sun + of_moon * moon + of_latitude * latitude)
    });
    let planets = PLANETS.iter().enumerate().map(|(index, (start, monthly, millionths))| {
        let slowing = if index == 0 { -0.009_173 * t * t } else { 0.0 };
        millionths * 1e-6 * sine(start + monthly * k + slowing)
    });
    let at = mean + terms.sum::<f64>() + planets.sum::<f64>() - 0.000_17 * sine(node);
    whole(at - delta_t(at) + 0.5 + UTC_PLUS_7)
}

/// In which twelfth of its circle the sun stands when this day begins in Vietnam: 0 from the March equinox on, 9 from
/// the December solstice on.
pub(super) fn twelfth(day: i32) -> i32 {
    let midnight = f64::from(day) - 0.5 - UTC_PLUS_7;
    let at = midnight + delta_t(midnight);
    let t = (at - J2000) / DAYS_IN_CENTURY;
    let mean = polynomial(t, &[280.466_46, 36_000.769_83, 0.000_303_2]);
    let anomaly = polynomial(t, &[357.529_11, 35_999.050_29, -0.000_153_7]);
    let centre = polynomial(t, &[1.914_602, -0.004_817, -0.000_014]) * sine(anomaly)
        + polynomial(t, &[0.019_993, -0.000_101]) * sine(2.0 * anomaly)
        + 0.000_289 * sine(3.0 * anomaly);
    let aberration_and_nutation = -0.005_69 - 0.004_78 * sine(125.04 - 1_934.136 * t);
    let longitude = mean + centre + aberration_and_nutation + pull_of_others(at);
    whole(longitude.rem_euclid(360.0) / 30.0)
}

/// Degrees by which Venus, Jupiter and the moon move the sun, with angles that count from 1900.
fn pull_of_others(at: f64) -> f64 {
    let t = (at - 2_415_020.0) / DAYS_IN_CENTURY;
    0.001_34 * cosine(153.23 + 22_518.754_1 * t)
        + 0.001_54 * cosine(216.57 + 45_037.508_2 * t)
        + 0.002_00 * cosine(312.69 + 32_964.357_7 * t)
        + 0.001_79 * sine(350.74 + 445_267.114_2 * t)
        + 0.001_78 * sine(231.19 + 20.20 * t)
}

/// ΔT in days.
fn delta_t(at: f64) -> f64 {
    let year = 2000.0 + (at - J2000) / 365.25;
    let fits = DELTA_T.iter().find(|(until, ..)| year < *until);
    let seconds = fits.map_or(0.0, |(_, from, unit, terms)| polynomial((year - from) / unit, terms));
    // Between what was measured and the long-term parabola the curve is bent over a century.
    let bent = if (2050.0..2150.0).contains(&year) { 0.562_8 * (2150.0 - year) } else { 0.0 };
    (seconds - bent) / 86_400.0
}

fn polynomial(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * x + coefficient)
}

/// The terms of the sine of a quarter of a circle, as a polynomial of the square of the angle: right to 12 digits.
#[rustfmt::skip]
const SINE: [f64; 9] = [
    1.0, -1.0 / 6.0, 1.0 / 120.0, -1.0 / 5_040.0, 1.0 / 362_880.0, -1.0 / 39_916_800.0, 1.0 / 6_227_020_800.0,
    -1.0 / 1_307_674_368_000.0, 1.0 / 355_687_428_096_000.0,
];

/// The sine, summed here and not by the platform: a server and a browser round its last digit differently, and both must
/// find the same day.
pub(super) fn sine(degrees: f64) -> f64 {
    let turned = degrees - 360.0 * ((degrees + 90.0) / 360.0).floor();
    // The other half of the circle mirrors this one.
    let angle = if turned > 90.0 { 180.0 - turned } else { turned }.to_radians();
    angle * polynomial(angle * angle, &SINE)
}

fn cosine(degrees: f64) -> f64 {
    sine(degrees + 90.0)
}

#[expect(clippy::cast_possible_truncation, reason = "numbers of days and months of three centuries")]
fn whole(number: f64) -> i32 {
    number.floor() as i32
}

/// The Julian day number of a date.
pub(super) const fn day_of(date: Date) -> i32 {
    date.to_julian_day()
}
