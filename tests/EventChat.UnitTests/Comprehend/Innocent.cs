namespace EventChat.UnitTests.Comprehend;

/// <summary>What careless filters trip over: places, names, dishes, trades, and the jargon of people who kill processes.</summary>
internal static class Innocent
{
    public static readonly string[] Sentences =
    [
        "I grew up in Scunthorpe, near Penistone.", "Essex, Sussex and Middlesex have lovely villages.", "The assassin's class assignment was a classic.",
        "Pass the assessment and embarrass nobody.", "We had cocktails and shiitake mushrooms.", "Dick Van Dyke was in Mary Poppins.", "The cockpit of the Hancock aircraft",
        "Charles Dickens wrote Great Expectations.", "Kill the process with signal 9.", "How do I kill a hung job?", "That killed the mood a little.",
        "You killed it at the presentation, well done!", "Shoot me an email when you are done.", "Shoot, I forgot my keys.", "The bomb squad gave a talk.",
        "This bug bit me twice.", "My doctor said the analysis is fine.", "Therapist appointment at five", "Mishit the ball on the last hole.",
        "The titanic sank in 1912.", "A tit is a small bird.", "She collects stamps and plays bass.", "Grass, glass and brass", "Buttress the wall before winter.",
        "The Matsushita radio still works.", "Press the hashtag button: 455 times.", "The version is 5.1.7, build 4557.", "Order a55-12 has shipped.", "Meet me at 7:45 @ the café!",
        "I hate Mondays.", "This weather is the worst.", "That test fails for me.", "Go to hello.example.com", "Let us analyse the canal.", "Therapy helps.", "Grape juice, please.",
        "The drapes are drawn.", "Scrape the page and parse it.", "Raccoons in the attic", "A niggling doubt remains.", "He sniggered.", "Snigger all you like.",
        "Retardant foam puts out fires.", "The circumference of a circle", "Cumulative totals", "Document the accumulator.", "Spick and span", "Japan and Pakistan play on Sunday.",
        "Chinchilla and cockatoo", "Peacock feathers", "The Hitchcock festival", "A shuttlecock and two rackets", "Arsenal won.", "Parsec is a unit.", "Damnation Alley is a film.",
        "Bastardise is a verb, the dictionary says, of Bastille day.", "x y z", "a b c d e f", "W T F S days of a calendar", "I O U five pounds", "Go, die roll came up six.", "Sextant",
        "Sexton Beetle", "The sussed-out sextet", "Ship it!", "Shut the door, please.", "Nice shirt!", "Shift the meeting.", "The count of monte cristo", "Country music", "Duck!", "What a trucker",
        "C3PO and R2D2", "b4 you go, gr8 job", "l8r m8", "Wait 4 u @ 8", "*important* read **this**", "2*3*4", "foo*bar", "f(x) = x*x", "Regards, Ms. Cockburn",
    ];
}
