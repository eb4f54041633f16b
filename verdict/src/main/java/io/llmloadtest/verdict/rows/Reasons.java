package io.llmloadtest.verdict.rows;

import io.llmloadtest.model.Reading;
import io.llmloadtest.verdict.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Why a row could not be compared. */
final class Reasons {

    private Reasons() {
    }

    /** The reason why one of the values is not known, the server's first. */
    static Reason ofAbsence(Reading client, Reading server) {
        return server instanceof Reading.Absent absent ? of(absent) : of(client);
    }

    /** The reason why a value is not known. */
    static Reason of(Reading reading) {
        return switch (reading) {
            case Reading.Absent(var why, var facts) -> new Reason.NotCompared(why, Map.copyOf(facts));
            case Reading.Value _ -> new Reason.None();
        };
    }

    /** The first reason when it says something, else the other. */
    static Reason unless(Reason first, Supplier<Reason> other) {
        return first instanceof Reason.None ? other.get() : first;
    }

    /** A value for a message; empty when it is not known. */
    static String text(Reading reading) {
        return switch (reading) {
            case Reading.Value(double value) when value == Math.rint(value) && Math.abs(value) < 1e15 ->
                Long.toString((long) value);
            case Reading.Value(double value) -> String.format(Locale.ROOT, "%.3f", value);
            case Reading.Absent _ -> "";
        };
    }
}
