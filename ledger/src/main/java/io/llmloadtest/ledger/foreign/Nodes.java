package io.llmloadtest.ledger.foreign;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** Values of JSON nodes that may be missing, null, or of a form not meant for them: then they are empty. */
final class Nodes {

    private static final int LONGEST_TEXT = 300;

    private Nodes() {
    }

    static OptionalDouble number(JsonNode node) {
        double value = node.isNumber() ? node.asDouble() : Double.NaN;
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    static OptionalInt whole(JsonNode node) {
        double value = number(node).orElse(-1);
        return value >= 0 && value <= Integer.MAX_VALUE ? OptionalInt.of((int) value) : OptionalInt.empty();
    }

    static OptionalLong amount(JsonNode node) {
        double value = number(node).orElse(-1);
        return value >= 0 && value <= Long.MAX_VALUE ? OptionalLong.of(Math.round(value)) : OptionalLong.empty();
    }

    static Optional<String> text(JsonNode node) {
        return node.isString() && !node.asString().isBlank() && node.asString().length() <= LONGEST_TEXT
                ? Optional.of(node.asString())
                : Optional.empty();
    }
}
