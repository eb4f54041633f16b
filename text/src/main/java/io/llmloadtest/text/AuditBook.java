package io.llmloadtest.text;

import io.llmloadtest.verdict.Fact;
import java.util.Locale;
import java.util.Map;

/** The words of an audit: how another tool defines what it measures, how we do, and the labels of the table. */
public final class AuditBook {

    private final Bundle bundle;

    private AuditBook(Bundle bundle) {
        this.bundle = bundle;
    }

    /** The book of that language; English when there is none. */
    public static AuditBook of(Locale locale) {
        return new AuditBook(Bundle.of("audit", locale));
    }

    /** How a tool defines a figure; both by their published names. */
    public String definition(String tool, String figure) {
        return bundle.phrase("audit." + tool + "." + figure, Map.of());
    }

    /** How we define it. */
    public String ours(String figure) {
        return bundle.phrase("audit.ours." + figure, Map.of());
    }

    /** A short phrase of the table. */
    public String label(String name, Map<String, Fact> values) {
        return bundle.phrase("audit.label." + name, values);
    }

    /** A short word of the table. */
    public String label(String name) {
        return label(name, Map.of());
    }
}
