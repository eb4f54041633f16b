package io.llmloadtest.verdict.rows;

import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Limit;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Source;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Entry;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Map;
import java.util.TreeMap;

/** Counts: an account as a row. */
final class CountRows {

    private static final int UNAUTHORIZED = 401;

    private CountRows() {
    }

    static Comparison of(Account account, Quantity quantity, Source source, double tolerance, Hearing hearing) {
        Entry entry = hearing.entry(account);
        Reason reason = Reasons.unless(Reasons.ofAbsence(entry.client(), entry.server()),
                () -> Reasons.unless(barrier(account, entry, hearing), () -> note(account, entry, hearing)));
        return new Comparison(quantity, source, entry.client(), entry.server(), limit(tolerance, entry, hearing),
                reason);
    }

    /** On a shared server what it counted beyond ours is others' work; what it lacks is lacking for certain. */
    private static Limit limit(double tolerance, Entry entry, Hearing hearing) {
        return hearing.shared()
                ? new Limit(0, othersShare(entry), Limit.Mode.TWO_SIDED)
                : new Limit(tolerance, 0, Limit.Mode.TWO_SIDED);
    }

    private static double othersShare(Entry entry) {
        return Math.max(0, entry.server().minus(entry.client()).known().orElse(0));
    }

    private static Reason barrier(Account account, Entry entry, Hearing hearing) {
        if (entry.barrier().isPresent()) {
            return new Reason.NotCompared(entry.barrier().get(), Map.of());
        }
        boolean mayBeNone = countsErrors(account) && hearing.admitted().ours().sent() > 0;
        return isNothing(entry.client()) && isNothing(entry.server()) && !mayBeNone
                ? new Reason.NotCompared(Why.NO_SAMPLES, Map.of())
                : new Reason.None();
    }

    /** Nothing beside nothing proves nothing, except that there were no errors among the requests sent. */
    private static boolean countsErrors(Account account) {
        return account == Account.HTTP_ERRORS || account == Account.ACCESS_ERRORS;
    }

    private static boolean isNothing(Reading reading) {
        return reading instanceof Reading.Value(double value) && value == 0;
    }

    private static Reason note(Account account, Entry entry, Hearing hearing) {
        double others = hearing.shared() ? othersShare(entry) : 0;
        return others > 0
                ? new Reason.Noted("shared-server", Map.of("others", Reasons.text(Reading.of(others))))
                : note(account, hearing);
    }

    private static Reason note(Account account, Hearing hearing) {
        Tally ours = hearing.admitted().ours();
        Map<String, String> facts = new TreeMap<>();
        String code = switch (account) {
            case CHOICES -> several(ours, facts, "requests", ours.completed(), "choices", ours.choices());
            case PROMPT_TOKENS, FINISHED_PROMPT_TOKENS -> several(ours, facts, "usage", ours.promptTokens(),
                    "per_choice", ours.promptTokensPerChoice());
            case HTTP_REQUESTS, HTTP_ERRORS -> unauthorized(ours, facts);
            case TOKENS, FINISHED_TOKENS, FIRST_TOKENS, ACCESS_200, ACCESS_ERRORS -> "";
        };
        long warmUp = hearing.file().warmUp().sent();
        if (warmUp > 0) {
            facts.put("warm_up_requests", Long.toString(warmUp));
        }
        String named = code.isEmpty() && warmUp > 0 ? "warm-up-included" : code;
        return named.isEmpty() ? new Reason.None() : new Reason.Noted(named, Map.copyOf(facts));
    }

    private static String several(Tally ours, Map<String, String> facts, String requests, long perRequest,
            String choices, long perChoice) {
        if (ours.severalChoices() == 0) {
            return "";
        }
        facts.put(requests, Long.toString(perRequest));
        facts.put(choices, Long.toString(perChoice));
        return requests.equals("usage") ? "prompt-once-per-choice" : "choices-not-requests";
    }

    private static String unauthorized(Tally ours, Map<String, String> facts) {
        long refused = ours.heads(status -> status == UNAUTHORIZED);
        if (refused == 0) {
            return "";
        }
        facts.put("unauthorized", Long.toString(refused));
        return "unauthorized-not-counted";
    }
}
