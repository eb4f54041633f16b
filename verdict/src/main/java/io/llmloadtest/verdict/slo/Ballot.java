package io.llmloadtest.verdict.slo;

/**
 * How often one setting came out how. It is decided when more than half of the repeats agree; when they are used up without
 * that, it cannot be told.
 *
 * @param met how often the objectives were met
 * @param missed how often they were missed
 * @param unclear how often it could not be told
 */
public record Ballot(int met, int missed, int unclear) {

    static final Ballot NONE = new Ballot(0, 0, 0);

    Ballot with(Outcome outcome) {
        return switch (outcome) {
            case MET -> new Ballot(met + 1, missed, unclear);
            case MISSED -> new Ballot(met, missed + 1, unclear);
            case CANNOT_TELL -> new Ballot(met, missed, unclear + 1);
        };
    }

    /** How often the setting was tried. */
    public int tries() {
        return met + missed + unclear;
    }

    /** How often it came out as it stands. */
    public int agreeing(int repeats) {
        return switch (standing(repeats)) {
            case MET -> met;
            case MISSED -> missed;
            case CANNOT_TELL -> unclear;
        };
    }

    /** Whether trying again could change nothing, or is not allowed. */
    boolean isDecided(int repeats) {
        return Math.max(met, Math.max(missed, unclear)) * 2 > repeats || tries() >= repeats;
    }

    /** How it stands so far. */
    public Outcome standing(int repeats) {
        if (met > missed && met > unclear && (met * 2 > repeats || tries() < repeats)) {
            return Outcome.MET;
        }
        return missed > met && missed > unclear && (missed * 2 > repeats || tries() < repeats)
                ? Outcome.MISSED
                : Outcome.CANNOT_TELL;
    }
}
