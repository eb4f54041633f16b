package io.llmloadtest.library;

import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.ValidationView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Why a verdict is what it is. */
final class Reasons {

    private Reasons() {
    }

    static List<String> of(ValidationView validation) {
        List<String> reasons = new ArrayList<>(validation.warnings());
        validation.comparisons().stream().filter(row -> row.status().equals("WARN")).map(Reasons::differing)
                .forEach(reasons::add);
        if (validation.overall().equals("UNVERIFIED")) {
            validation.comparisons().stream().filter(row -> row.status().equals("SKIP")).map(Reasons::unchecked)
                    .forEach(reasons::add);
        }
        return List.copyOf(reasons);
    }

    private static String differing(ComparisonView row) {
        return row.metricName() + ": client " + number(row.clientValue()) + ", server " + number(row.serverValue());
    }

    private static String unchecked(ComparisonView row) {
        return row.metricName() + " was not checked" + row.reason().map(why -> ": " + why).orElse("");
    }

    private static String number(OptionalDouble value) {
        if (value.isEmpty()) {
            return "unknown";
        }
        double known = value.getAsDouble();
        return known == Math.rint(known)
                ? Long.toString((long) known)
                : String.format(Locale.ROOT, "%.1f", known);
    }
}
