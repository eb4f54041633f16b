package io.llmloadtest.verdict.balance;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.Meaning;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The second pass: for each account, server = completed + residual. What the residual is made of (aborted work, lost
 * answers, other people's traffic) is for the causes to say.
 *
 * <p>
 * HTTP metrics never see a 401: vLLM checks the API key outside the middleware that counts. Access lines do. 4xx and 5xx
 * are taken together, since vLLM 0.20.2 counts a 400 as 5xx.
 */
public final class Balance {

    private static final int UNAUTHORIZED = 401;

    private Balance() {
    }

    /** Every account of the admitted evidence. */
    public static Map<Account, Entry> of(Admitted admitted) {
        Tally ours = admitted.ours();
        ServerDelta delta = admitted.delta();
        Map<Account, Entry> accounts = new EnumMap<>(Account.class);
        accounts.put(Account.CHOICES, choices(ours, delta));
        Reading tokens = usage(ours, ours.outputTokens());
        accounts.put(Account.TOKENS, Entry.of(tokens, delta.of(Counter.GENERATION_TOKENS)));
        accounts.put(Account.FINISHED_TOKENS,
                Entry.of(tokens, delta.of(Histogram.REQUEST_GENERATION_TOKENS).sum()));
        accounts.put(Account.PROMPT_TOKENS, prompt(ours, delta, delta.of(Counter.PROMPT_TOKENS)));
        accounts.put(Account.FINISHED_PROMPT_TOKENS,
                prompt(ours, delta, delta.of(Histogram.REQUEST_PROMPT_TOKENS).sum()));
        accounts.put(Account.FIRST_TOKENS, firstTokens(ours, delta));
        accounts.put(Account.HTTP_REQUESTS, Entry.of(count(ours.heads(Balance::isCounted)),
                delta.httpRequests(admitted.endpoints(), _ -> true)));
        accounts.put(Account.HTTP_ERRORS,
                Entry.of(count(ours.heads(status -> isCounted(status) && isError(status))),
                        delta.httpRequests(admitted.endpoints(),
                                status -> status.startsWith("4") || status.startsWith("5"))));
        accounts.put(Account.ACCESS_200, Entry.of(count(ours.heads(status -> status == 200)),
                access(admitted, status -> status == 200)));
        accounts.put(Account.ACCESS_ERRORS, Entry.of(count(ours.heads(status -> !isSuccess(status))),
                access(admitted, status -> !isSuccess(status))));
        return accounts;
    }

    /** Whether the status is 4xx or 5xx. */
    public static boolean isError(int status) {
        return status >= 400;
    }

    /** Whether vLLM's HTTP metrics count an answer of that status. */
    public static boolean isCounted(int status) {
        return status != UNAUTHORIZED;
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static Entry choices(Tally ours, ServerDelta delta) {
        Reading server = delta.of(Counter.SUCCEEDED_CHOICES);
        Meaning perChoice = delta.semantics().successPerChoice();
        long client = perChoice == Meaning.NO ? ours.completed() : ours.choices();
        return unlessUnknown(ours, perChoice, Entry.of(count(client), server));
    }

    private static Entry prompt(Tally ours, ServerDelta delta, Reading server) {
        Meaning perChoice = delta.semantics().promptPerChoice();
        long client = perChoice == Meaning.NO ? ours.promptTokens() : ours.promptTokensPerChoice();
        return unlessUnknown(ours, perChoice, Entry.of(usage(ours, client), server));
    }

    /** Requests and choices are the same as long as nobody asked for several. */
    private static Entry unlessUnknown(Tally ours, Meaning perChoice, Entry entry) {
        return perChoice == Meaning.UNKNOWN && ours.severalChoices() > 0 && entry.server().isKnown()
                ? entry.barredBy(Why.UNKNOWN_MEANING)
                : entry;
    }

    private static Entry firstTokens(Tally ours, ServerDelta delta) {
        Entry entry = Entry.of(count(ours.choices()), delta.of(Histogram.TTFT).count());
        return delta.semantics().abortsInTtft() == Meaning.YES ? entry : entry.barredBy(Why.UNKNOWN_MEANING);
    }

    private static Reading usage(Tally ours, long tokens) {
        return ours.withoutUsage() > 0 ? Reading.absent(Why.NO_USAGE) : count(tokens);
    }

    private static Reading access(Admitted admitted, IntPredicate status) {
        return admitted.accessKnown()
                .map(zero -> zero + admitted.digest().accessLines(admitted.endpoints(), status));
    }

    private static Reading count(long things) {
        return Reading.of((double) things);
    }
}
