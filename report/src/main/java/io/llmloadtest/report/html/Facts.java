package io.llmloadtest.report.html;

import io.llmloadtest.report.html.model.Plain;
import io.llmloadtest.verdict.Fact;

/** Values for phrases. */
final class Facts {

    private static final int LONGEST = 300;

    private Facts() {
    }

    /** A text from outside, cleaned and cut. */
    static Fact text(String text) {
        return Fact.of(Plain.of(text, LONGEST));
    }
}
