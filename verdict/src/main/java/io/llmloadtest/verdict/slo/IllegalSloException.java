package io.llmloadtest.verdict.slo;

/** Objectives that cannot be read. The message is meant for the user: what is wrong, and what may be given instead. */
public final class IllegalSloException extends IllegalArgumentException {

    IllegalSloException(String objective, String allowed) {
        super("'" + objective + "' cannot be used; " + allowed);
    }
}
