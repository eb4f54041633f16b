package io.llmloadtest.report.html;

import io.llmloadtest.report.chart.Axis;
import io.llmloadtest.report.chart.LinearScale;
import io.llmloadtest.report.chart.LogScale;
import io.llmloadtest.report.chart.Scale;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;

/** Axes of the page, with their words. */
final class AxisWords {

    private static final int MARKS = 4;
    private static final int TIME_MARKS = 7;

    /** Values that spread over more than this ratio are drawn by ratio. */
    private static final double WIDE = 20;

    private static final double[] TIME_STEPS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200,
            1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400};

    private final Locale locale;

    AxisWords(Locale locale) {
        this.locale = locale;
    }

    /** Amounts from 0. */
    Axis amounts(double most) {
        return Axis.of(LinearScale.upTo(most, MARKS), this::number);
    }

    /** Shares from 0 to 100 %. */
    Axis shares() {
        return Axis.of(new LinearScale(0, 1, 0.25), share -> number(100 * share) + "%");
    }

    /** Values from the least to the most, by ratio where they spread far. */
    Axis values(double least, double most) {
        Scale scale = least > 0 && most / least > WIDE
                ? LogScale.around(least, most)
                : LinearScale.around(least, most, MARKS + 1);
        return Axis.of(scale, this::number);
    }

    /** The run's time from 0. */
    Axis time(double seconds) {
        double end = seconds > 0 ? seconds : 1;
        double step = Arrays.stream(TIME_STEPS).filter(each -> end / each <= TIME_MARKS).findFirst()
                .orElse(end / TIME_MARKS);
        return Axis.of(new LinearScale(0, end, step), at -> moment(at, step));
    }

    /** A moment of the run: {@code 12.5 s}, {@code 5:00} or {@code 2:30:00}. */
    static String moment(double seconds, double step) {
        long whole = Math.round(seconds);
        if (step < 60 && seconds < 600) {
            return (step < 1
                    ? String.format(Locale.ROOT, "%.1f", seconds)
                    : Long.toString(whole)) + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private String number(double value) {
        return new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(locale)).format(value);
    }
}
