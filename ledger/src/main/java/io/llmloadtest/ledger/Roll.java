package io.llmloadtest.ledger;

import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The roll as it is being called: so many requests are kept and the others counted. While requests go on each takes some 30
 * bytes, of its id only the place in its phase where it ends with that; whoever calls the roll gets them unpacked. Not safe
 * for concurrent use.
 */
final class Roll {

    private static final long ABSENT = -1;

    private final PackedNumbers numbers = new PackedNumbers();
    private final Codes<Scope> scopes = new Codes<>();
    private final Codes<String> words = new Codes<>();
    private final Codes<ErrorKind> errors = new Codes<>();
    private final int most;
    private int kept;
    private long leftOut;
    private List<RollEntry> unpacked = List.of();

    Roll(int most) {
        this.most = most;
    }

    void add(RequestRecord request) {
        if (kept == most) {
            leftOut++;
            return;
        }
        kept++;
        unpacked = List.of();
        pack(RollEntry.of(request), request.ordinal());
    }

    private void pack(RollEntry entry, int ordinal) {
        String place = Integer.toString(ordinal);
        boolean ends = ordinal >= 0 && entry.id().endsWith(place);
        numbers.add(ends ? ordinal : ABSENT);
        numbers.add(words.of(ends ? entry.id().substring(0, entry.id().length() - place.length()) : entry.id()));
        numbers.add(scopes.of(entry.scope()));
        numbers.add(words.of(entry.endpoint()));
        numbers.add(entry.choices());
        numbers.add(entry.sent().nanos());
        numbers.add(entry.e2eNanos());
        numbers.add(entry.sentAgain() ? 1 : 0);
        numbers.add(entry.error().map(kind -> (long) errors.of(kind)).orElse(ABSENT));
        numbers.add(entry.status().orElse((int) ABSENT));
        numbers.add(entry.localPort().orElse((int) ABSENT));
        numbers.add(entry.ttftNanos().isPresent() ? 1 : 0);
        entry.ttftNanos().ifPresent(numbers::add);
        numbers.add(entry.usage().isPresent() ? 1 : 0);
        entry.usage().ifPresent(this::pack);
    }

    private void pack(TokenCounts usage) {
        numbers.add(usage.prompt());
        numbers.add(usage.completion());
        numbers.add(usage.cached().isPresent() ? 1 : 0);
        usage.cached().ifPresent(numbers::add);
    }

    /** Those of the given phases. What was left out may belong to any of them. */
    RollCall call(Predicate<Scope> which) {
        if (unpacked.size() < kept) {
            unpacked = unpack();
        }
        return new RollCall(unpacked.stream().filter(entry -> which.test(entry.scope())).toList(), leftOut);
    }

    private List<RollEntry> unpack() {
        PackedNumbers.Reader in = numbers.read();
        List<RollEntry> entries = new ArrayList<>(kept);
        for (int i = 0; i < kept; i++) {
            entries.add(entry(in));
        }
        return entries;
    }

    private RollEntry entry(PackedNumbers.Reader in) {
        long ordinal = in.next();
        String word = words.thing(in.nextInt());
        Scope scope = scopes.thing(in.nextInt());
        String endpoint = words.thing(in.nextInt());
        int choices = in.nextInt();
        Tick sent = new Tick(in.next());
        long e2eNanos = in.next();
        boolean sentAgain = in.next() == 1;
        Optional<ErrorKind> error = known(in).map(errors::thing);
        OptionalInt status = number(known(in));
        OptionalInt localPort = number(known(in));
        OptionalLong ttft = in.next() == 1 ? OptionalLong.of(in.next()) : OptionalLong.empty();
        Optional<TokenCounts> usage = in.next() == 1 ? Optional.of(usage(in)) : Optional.empty();
        return new RollEntry(ordinal == ABSENT ? word : word + ordinal, scope, endpoint, choices, sent, ttft, e2eNanos,
                usage, status, localPort, sentAgain, error);
    }

    private static TokenCounts usage(PackedNumbers.Reader in) {
        return new TokenCounts(in.nextInt(), in.nextInt(),
                in.next() == 1 ? OptionalInt.of(in.nextInt()) : OptionalInt.empty());
    }

    private static Optional<Integer> known(PackedNumbers.Reader in) {
        int number = in.nextInt();
        return number == ABSENT ? Optional.empty() : Optional.of(number);
    }

    private static OptionalInt number(Optional<Integer> known) {
        return known.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** What the requests kept take, in bytes, but for what comes again and again. */
    long bytes() {
        return numbers.bytes();
    }
}
