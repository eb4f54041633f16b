package io.llmloadtest.load.workload;

import java.util.List;

/**
 * Words to try: the commonest of English prose first, then those common in program text, short ones before long ones. Which
 * of them are one token is for the server's tokenizer to say.
 */
final class Candidates {

    static final List<String> WORDS = List.of(("the of and to in is it for that on as be at or by an are not from this "
            + "if but all can one we will do no so has have was with which you they when use time only any been may "
            + "more new than two what first some also into its other out their them then there these up were who how "
            + "about after back before best both call case code come copy data date days each end even file find form "
            + "get give go good group hand high home idea info item just keep key kind know last left less let life "
            + "like line list live local long look loop low made main make many me mean mode most much must my name "
            + "near need next node now null number off old once open our over own page part path place plan play point "
            + "pool port post put quite range rate raw read real rest right root row rule run said same save say see "
            + "self send set she show side since size sort start state step still stop such sure take task tell test "
            + "text thing tool top true try turn type under unit until used user using value very via wait want way "
            + "week well went while wide word work world would write year yes yet zone self class def return import "
            + "raise none false else try except object method module string index args result field error default "
            + "block base bit body bool byte cell char check close count cut debug depth dict empty end entry env "
            + "event exit fail fast feed float flag folder format frame full given global hash head help hook host "
            + "html http int input iter join json label lambda layer length level limit link lock log map match max "
            + "merge message min must net output pack pair parent parse pass pick pipe print queue random ref reset "
            + "root route scan scope seek set shape share shell skip slot source space split stack store sub sum sync "
            + "table tag temp term token total trace tree url version view web window zero")
            .split(" ")).stream().distinct().toList();

    private Candidates() {
    }
}
