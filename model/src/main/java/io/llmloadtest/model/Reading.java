package io.llmloadtest.model;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A value that is known, or the reason why it is not. Absence propagates through arithmetic: a sum with one unknown part
 * is unknown. {@code 0}, {@code NaN} or {@code -1} never stand for unknown.
 */
public sealed interface Reading {

    /**
     * A known value.
     *
     * @param value any finite number
     */
    record Value(double value) implements Reading {

        public Value {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a reading must be finite: " + value);
            }
        }
    }

    /**
     * An unknown value.
     *
     * @param why the reason
     * @param facts what is known about the reason, by name: numbers and short texts for the message
     */
    record Absent(Why why, Map<String, String> facts) implements Reading {

        public Absent {
            facts = Map.copyOf(new TreeMap<>(facts));
        }
    }

    /** The known value {@code value}; it must be finite. */
    static Reading of(double value) {
        return new Value(value);
    }

    /** An unknown value and its reason. */
    static Reading absent(Why why) {
        return new Absent(why, Map.of());
    }

    /** An unknown value, its reason and the facts behind it. */
    static Reading absent(Why why, Map<String, String> facts) {
        return new Absent(why, facts);
    }

    /** Whether the value is known. */
    default boolean isKnown() {
        return this instanceof Value;
    }

    /** The value when it is known. */
    default OptionalDouble known() {
        return switch (this) {
            case Value(double known) -> OptionalDouble.of(known);
            case Absent _ -> OptionalDouble.empty();
        };
    }

    /** This value put through {@code function}; absent stays absent. */
    default Reading map(DoubleUnaryOperator function) {
        return switch (this) {
            case Value(double known) -> new Value(function.applyAsDouble(known));
            case Absent absent -> absent;
        };
    }

    /** Both values joined; the first absent one wins. */
    default Reading combine(Reading other, DoubleBinaryOperator function) {
        return switch (this) {
            case Value(double left) -> other.map(right -> function.applyAsDouble(left, right));
            case Absent absent -> absent;
        };
    }

    /** The sum. */
    default Reading plus(Reading other) {
        return combine(other, Double::sum);
    }

    /** This less the other. */
    default Reading minus(Reading other) {
        return combine(other, (left, right) -> left - right);
    }

    /** This divided by the other; {@link Why#NO_SAMPLES} when the divisor is 0. */
    default Reading dividedBy(Reading other) {
        if (other instanceof Value(double divisor) && divisor == 0 && isKnown()) {
            return absent(Why.NO_SAMPLES);
        }
        return combine(other, (left, right) -> left / right);
    }

    /** This reading when it is known, else {@code other}. */
    default Reading or(Reading other) {
        return isKnown() ? this : other;
    }
}
