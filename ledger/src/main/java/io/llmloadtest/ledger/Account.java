package io.llmloadtest.ledger;

import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The books of a run: one tally per phase and one timeline for all. The live recorder and the ledger files both keep
 * theirs here, so a run and its re-reading add up the same way. Not safe for concurrent use.
 */
public final class Account implements LedgerSink {

    private final GoodputLimits limits;
    private final Map<Scope, Tally> tallies = new LinkedHashMap<>();
    private final Map<Scope, Course> courses = new LinkedHashMap<>();
    private final Timeline timeline = new Timeline();
    private final List<PhaseNote> phases = new ArrayList<>();
    private final List<BoundaryNote> boundaries = new ArrayList<>();
    private final List<ClockTrack.Pair> clocks = new ArrayList<>();

    private final Optional<Roll> roll;

    /** Empty books. */
    public Account(GoodputLimits limits) {
        this(limits, Optional.empty());
    }

    private Account(GoodputLimits limits, Optional<Roll> roll) {
        this.limits = limits;
        this.roll = roll;
    }

    /**
     * Empty books that also keep requests one by one, for witnesses that tell them apart.
     *
     * @param most how many are kept; each takes some 30 bytes while requests go on, and some 300 once the roll is called
     */
    public static Account callingTheRoll(GoodputLimits limits, int most) {
        return new Account(limits, Optional.of(new Roll(most)));
    }

    /** Books an ended request. */
    @Override
    public void add(RequestRecord request) {
        tallies.computeIfAbsent(request.scope(), _ -> new Tally(limits)).add(request);
        courses.computeIfAbsent(request.scope(), _ -> new Course()).add(request);
        timeline.add(request);
        roll.ifPresent(kept -> kept.add(request));
    }

    /** Books requests of a phase of which only totals are known. */
    public void add(Scope scope, Totals totals) {
        tallies.computeIfAbsent(scope, _ -> new Tally(limits)).add(totals);
    }

    /** Books a phase that is over. */
    @Override
    public void add(PhaseNote phase) {
        phases.add(phase);
    }

    /** Books a boundary. */
    @Override
    public void add(BoundaryNote boundary) {
        boundaries.add(boundary);
    }

    /** Books a reading of both clocks. */
    @Override
    public void add(ClockTrack.Pair pair) {
        clocks.add(pair);
    }

    /** The tally of a phase; empty when it had no request. */
    public Tally tally(Scope scope) {
        return tallies.getOrDefault(scope, new Tally(limits));
    }

    /** How the requests of a phase followed each other; empty when it had none. */
    public Course course(Scope scope) {
        return courses.getOrDefault(scope, new Course());
    }

    /** The tally of all phases of the given kind together. */
    public Tally together(Class<? extends Scope> kind) {
        Tally all = new Tally(limits);
        tallies.forEach((scope, tally) -> {
            if (kind.isInstance(scope)) {
                all.addAll(tally);
            }
        });
        return all;
    }

    /** The requests of the given phases one by one; empty unless the roll is called. */
    public RollCall roll(Predicate<Scope> which) {
        return roll.map(kept -> kept.call(which)).orElse(RollCall.NONE);
    }

    /** The client's activity over the whole run. */
    public Timeline timeline() {
        return timeline;
    }

    /** The phases that are over, in order. */
    public List<PhaseNote> phases() {
        return List.copyOf(phases);
    }

    /** The phase of that scope. */
    public Optional<PhaseNote> phase(Scope scope) {
        return phases.stream().filter(phase -> phase.scope().equals(scope)).findFirst();
    }

    /** The boundaries, in order. */
    public List<BoundaryNote> boundaries() {
        return List.copyOf(boundaries);
    }

    /** How the wall clock ran; empty before its first reading. */
    public Optional<ClockTrack> clocks() {
        return clocks.isEmpty() ? Optional.empty() : Optional.of(new ClockTrack(clocks));
    }
}
