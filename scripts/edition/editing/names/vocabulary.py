"""Words by which names of people are told from other words with a capital."""

from __future__ import annotations

from edition.annotate.given_names import COMMON_GIVEN_NAMES, ORDINARY_WORDS, TITLES
from edition.text.words import word_set

FUNCTION_WORDS = word_set(
    """
    a about above according accordingly after afterwards again against all almost already also although
    always among an and another any anyone anything anyway are as at away back because before behind
    being below besides between beyond both but by can certainly concerning consequently considering
    could despite did do does down dr during each either else elsewhere even every everybody everyone
    everything except few finally first following for former from further furthermore given granted had
    half has have he hence her here his how however i if in indeed inside instead into is it its itself
    just last later least less let like likewise long many may me meanwhile might more moreover most mr
    mrs ms much must my neither never nevertheless next no nobody none nonetheless nor not nothing now
    of off often on once one only or other others otherwise our out outside over perhaps present quite
    rather regarding same second several shall she should since so some somebody someone something soon
    still such than that the their them then there therefore these they third this those though three
    through thus till to today together too two under unless until up upon us very was we well were what
    whatever when whenever where wherever whether which while who whoever whole whom whose why will with
    within without would yes yet you your
    """
)
"""Words that begin sentences, and so have a capital."""

THING_WORDS = word_set(
    """
    academic academy accord accords act action acts administration administrative adviser advisers
    advisory affairs africa agencies agency agenda agreed agreement agreements agricultural agriculture
    air airlines airport alliance alliances allied alternate ambassadors ambassy america annex appendix
    apr april archives area armed armies armistice army art article arts asia assembly assistance
    assistants associated association asst attachment aug august authority autumn avenue aviation
    backchannel background bank base bases battalion battle bay berlin bible big bill black bloc block
    board book borders box boxes bridge brief briefing brigade britain broadcast budget bulletin bureau
    business cabinet cable cables camp campaign canal cape capital cargo castle cathedral central
    century chamber channel channels chapter chargé charter chiefs china christmas chronological church
    circular citizens city civil club coalition code collected collection collective college colonial
    command commander commerce commercial commissariat commission committee committees common
    commonwealth commune communist community company comparative comprehensive concern conclusion
    confederation conference conferences confidential congress congressional cons considerations
    constituent constitution constitutional consulate convention conversation conversations cooperation
    coordinating corp corporation corps council councils countries country county course court courts
    crisis cultural culture current curtain customs daily day days dec december decision decisions
    declaration declassified decree defence defense delegation democratic department deputies
    developments diary dinner direction directive directives directorate discussion discussions
    distribution district division divisions document documents dominion draft east easter eastern
    eastward econ economic economics economy edition education educational election elections embassy
    emergency empire enclosure energy england enlarged enterprise epilogue era estate estimate europe
    event events exchange executive exhibit export external extract facilities factors factory faculty
    family far feb february federal federation festival file files finance financial firm flag fleet
    folder footnote force forces foreword foundation france free freedom friday fridays friends front
    fund funds garrison gazette general germany god good government governments governors grand great
    green group groups guard guards guide guideline guidelines gulf headquarters heads health high
    highway historical history hospital hotel house human immediate imperial inc independence index
    india industrial industry inner inspector institute institutes instruction instructions integration
    intelligence interagency interdepartmental interest interests interim interior internal
    international interpreter introduction island islands issue issues italy jan january japan joint
    journal judicial jul july jun june justice kingdom labor labour lake land law laws leaders league
    learning left legation legislative legislature lessons letter letters liaison liberal liberation
    library line list local london lord lower ltd magazine majority management manhattan manifesto
    manual mar march market mass material materials meeting meetings member members memo memoirs
    memoranda memorandum memorandums men message messages middle military mill min minister ministry
    minutes mission missions mixed mobile monday mondays monetary month monthly morning moscow mountain
    mountains movement museum mutual national native naval navy near negotiations network new news night
    north northeast northern northwest note notes nov november nuclear number observer ocean oct october
    offensive office officer officers official officials old ongoing operation operations opposition
    option options order orders organisation organisations organization organizations original originals
    outer outline overseas pact page palace paper papers para paragraph paris parliament parliamentary
    part parties partnership party pass patrol peace people peoples period permanent personal personnel
    petroleum phase pipeline place plan planning plans platform point points poland police policies
    policy political politics port position post power powers preface preparation pres presidential
    press pri prime prison private problem problems procedure proceedings production program programme
    progress project projects proletarian propaganda proposal proposals protectorate protocol province
    provinces provisional public publications publisher question questions quotation railway raw reader
    record records red ref reform reforms regarding regime region register registry relations relief
    religion report reports representatives republic republics request research reserve resolution
    resources rest result results review revised revolution revolutionary revolutions right rights river
    road rome royal rural russia sanctions saturday saturdays school science sciences scientific sea
    secret secretariat secretaries section sector secure security secy selected senate senators senior
    sensitive sep sept september serial series service services session sessions settlement ships side
    situation small social socialist society solidarity source south southeast southern southwest sov
    space spain special speech speed sport spring square staff standard stat state statement states
    station stations statistics status strait strategic strategy street student students study
    subcommittee subject subversion summary summer summit sunday sundays supplement supply supreme
    survey synopsis system systems table talk talking talks task tasks team technical technology tel
    telegram telephone temple territory text texts theatre theory theses thursday thursdays times title
    top topics total tour tower town trade trades trading tradition training transport transportation
    travel treasury treaties treaty trial tribunal troops trust truth tuesday tuesdays union unions unit
    united units unity university upper urban use valley version victors victory video vienna view views
    village violence visit visits voice vol vols volume volunteer vote wage wall war warning wars
    washington watch water wave way weapon weapons wednesday wednesdays week weekly welfare west western
    white wing winter woman women worker workers working works workshop world writers writings year
    years young youth zone zones
    """
)
"""Words that names of bodies, times, books, papers and events are made of."""

PEOPLES = word_set(
    """
    afghan afghans african africans afro american americans anglo arab arabs balkan balt balts basque
    basques bengali berber berbers breton buddhist bundestag catholic catholics christian christians
    croat croats cuban cubans czech czechoslovak czechs dane danes dutch english enlightenment euro
    european europeans filipino filipinos finn finns franco french german germans gestapo greek greeks
    guyanese gypsy hindu hindus iraqi iraqis irish israeli israelis jew jews kazakh kenyan kenyans khmer
    knesset koran korean koreans kurd kurds lao latin lett letts libyan libyans luftwaffe lutheran
    lutherans malay malays maori mediterranean mexican mexicans moroccan moroccans moslem moslems muslim
    muslims nazi nazis negro negroes normans orthodox ottoman ottomans pakistani pakistanis pole
    poles protestant protestants puritan puritans quran reformation reichstag renaissance roman romans
    saudi saudis scot scots serb serbs sikh sikhs sino slav slavs slovak slovaks soviet soviets swede
    swedes swiss tajik tatar tatars texan texans thai thais tibetan tibetans torah tories tory turk
    turkmen turks uighur uzbek uzbeks wehrmacht welsh whig whigs yemeni yemenis yugoslav yugoslavs zulu
    """
)
"""Words for peoples, faiths, parties and bodies that no ending shows to be such."""

PLACES = word_set(
    """
    aden afghanistan africa alabama alaska albania aleppo alexandria algeria algiers alps america amman
    amsterdam anatolia angola ankara antwerp arabia aragon argentina arizona arkansas armenia asia
    asturias athens atlantic auckland australia austria azerbaijan baghdad baku balkans baltic bangkok
    bangladesh bangui barcelona basra bavaria beijing beirut belarus belfast belgium belgrade benelux
    bengal benghazi berne bessarabia birmingham bohemia bolivia bologna bombay bonn borneo bosnia boston
    brazil bremen breslau brest bristol britain brittany brooklyn brussels bucharest budapest buenos
    bulgaria burgundy burma cairo calcutta california cambodia cambridge cameroon canada canton cardiff
    caribbean carpathians casablanca catalonia caucasus ceylon chicago chile china cologne colombia
    colorado congo connecticut constantinople copenhagen cordoba crete crimea croatia cuba cyprus
    czechoslovakia dakota dalmatia damascus danube danzig delaware delhi denmark detroit djakarta
    donetsk dover dresden dublin ecuador edinburgh egypt eritrea estonia ethiopia eurasia europe finland
    florence florida formosa france frankfurt galicia gaza geneva genoa georgia germany ghana gibraltar
    glasgow greece greenwich guam guatemala guinea haifa haiti hamburg hanoi havana hawaii helsinki
    hesse himalayas hiroshima holland hollywood hull hungary iceland idaho illinois india indiana
    indochina indonesia iowa iran iraq ireland israel istanbul italy jakarta jamaica japan jerusalem
    jidda johannesburg jordan kabul kansas karachi kashmir kazakhstan kazan kent kentucky kenya kharkov
    khartoum kiel kiev korea kosovo krakow kuwait kyoto lagos lancashire laos latvia lebanon leeds
    leicester leipzig leningrad libya lisbon lithuania liverpool lodz lombardy london lorraine louisiana
    luanda luxembourg lvov lyon macedonia madras madrid maine malaya malaysia mali malta manchester
    manchuria manila marseille maryland massachusetts mauritius mecca medina mediterranean melbourne
    mesopotamia mexico michigan milan minneapolis minnesota minsk mississippi missouri moldova mongolia
    montana montenegro moravia morocco moscow mosul mozambique munich nairobi namibia naples nebraska
    netherlands nevada newcastle nicaragua nigeria norfolk normandy norway nottingham novgorod nuremberg
    odessa ohio okinawa oklahoma ontario oregon orient orleans oslo oxford pacific pakistan palermo
    palestine panama paraguay paris peking pennsylvania perm persia peru petersburg petrograd
    philippines phoenix piedmont poland pomerania portugal prague provence prussia punjab pyongyang
    quebec queensland rabat rangoon rhine rhineland rhodesia riga riyadh romania rome rostov rotterdam
    ruhr rumania russia rwanda sahara saigon sakhalin salonika salzburg samara saratov sardinia savoy
    saxony scandinavia scotland seattle sebastopol seine senegal seoul serbia shanghai siberia sicily
    silesia sinai singapore slovakia slovenia smolensk somalia somme southampton spain stockholm
    strasbourg sudan suez suffolk sussex swaziland sweden switzerland sydney syria taipei taiwan tallinn
    tanzania tashkent tasmania tbilisi teheran tehran tennessee texas thailand thuringia tibet tiflis
    tokyo toronto toulouse transcaucasia transvaal transylvania trieste tripoli tunis tunisia turin
    turkestan turkey tver tyrol uganda ukraine ulster ural urals uruguay utah utrecht uzbekistan vatican
    venezuela verdun vermont versailles vienna vietnam vilnius vladivostok volga wakefield wales warsaw
    washington wellington westphalia wisconsin wyoming xinjiang yemen yokohama york yorkshire yugoslavia
    yunnan zagreb zambia zanzibar zimbabwe zurich
    """
)
"""Well-known countries, regions and cities, which no text has to introduce."""

_MORE_GIVEN_NAMES = word_set(
    """
    Abdul Abdullah Abraham Achille Ada Adam Adolf Adolfo Adolph Adrian Ahmad Ahmed Aino Akaki Akira
    Alain Alan Albert Alberto Albrecht Aldo Aleksandr Aleksandra Aleksei Aleksey Alena Alessandro Alex
    Alexander Alexandra Alexandre Alexei Alexey Alexis Alfonso Alfred Alfredo Ali Alice Alistair Allen
    Amadeo Amalia Amir Amos Anatole Anatoli Anatoly Andre Andrea Andreas Andrei Andres Andrew Andrey
    Andrzej Angela Angelica Angelo Anita Ann Anna Anne Annie Anselm Anthony Antoine Anton Antonin
    Antonina Antonio Apollinaire Ariel Aristide Arkadi Arkady Armand Arnold Arthur Arturo Aubrey Auguste
    Augustin Axel Barbara Barry Bartolomeo Basil Beatrice Bela Ben Benito Benjamin Bernard Bernardo
    Bernhard Bertha Bertolt Bertram Bertrand Betty Bill Blanche Bob Bogdan Bohdan Boleslaw Boris
    Brigitte Bruce Bruno Burton Calvin Camille Carl Carla Carlo Carlos Carol Caroline Caspar Cecil
    Cecilia Celia Cesar Chaim Chris Christa Christina Christine Christoph Claire Clarence Claude Claudia
    Clemens Clement Clifford Clive Colin Connie Conrad Constance Constantin Cornelius Craig Cyril Dagmar
    Dan Daria Dave Deborah Denis Dennis Desmond Diego Dietrich Dimitri Dino Dmitrii Dmitry Dolores
    Dominic Dominique Dora Doris Douglas Duncan Dwight Eamon Ebenezer Eberhard Edith Edmond Edmund
    Eduard Eduardo Edwin Efraim Egon Eileen Elaine Eleanora Eleonora Eli Elias Elie Elisabeth Ella Ellen
    Elsa Elvira Emanuel Emile Emiliano Emilie Emilio Emmanuel Emmeline Enrico Enrique Enver Erich Erik
    Erika Ernst Erwin Esther Ethel Etienne Eugen Eugenia Evelyn Evgeni Evgeny Ezra Fatima Fedor Felicia
    Felipe Felix Feodor Fernand Fernando Fidel Filippo Flora Frances Francesca Francesco Francisco
    Francoise Franklin Freda Frederic Frederica Freya Friedrich Fyodor Gabriel Gabriela Gabriele Galina
    Gaston Gavin Gavril Gennady Geoffrey Georges Georgi Georgii Georgy Gerard Gerhard Germaine Giacomo
    Gian Gideon Gilbert Giorgio Giovanni Giulia Giuseppe Gleb Glenn Gordon Graham Greg Gregor Greta
    Grigori Grigorii Grigory Guido Guillaume Gunther Guy Gyorgy Hal Hamid Hanna Harald Hartmut Harvey
    Hassan Hector Hedwig Heinz Helena Helene Helga Helmut Hendrik Henryk Herb Heribert Hilary Hilda
    Hiram Horace Horst Howard Hubert Hugh Hussein Ian Ibrahim Ignace Ignacio Ignacy Ignatius Igor Ilya
    Imre Ina Ines Inessa Ingrid Iosif Ira Irakli Irina Irma Irving Irwin Isabel Isabella Isaiah Isidor
    Ismail Istvan Ivanka Ivor Jaime Jakob Jakub Jamal Janet Janos Jaroslav Jason Javier Jeanne Jeff
    Jeffrey Jeremy Jerome Jerry Jerzy Jim Jimmy Joachim Joaquin Joe Joel Johan Johanna Johannes Jon
    Jonas Jorg Jorge Josefa Josephine Josif Josip Jozef Judith Jules Julie Juliette Julio Jurgen Justin
    Kamal Karen Karin Karla Karol Kasimir Katharina Kathleen Kato Kay Kazimierz Keith Ken Kenneth Kevin
    Khalil Kirill Klara Klaus Klement Kliment Kurt Lajos Larry Lars Lazar Leah Lech Leif Lena Lenore
    Leonid Leonie Leonora Leopold Lesley Leslie Lev Lewis Liam Lidia Lilian Lillian Linda Lionel Lisa
    Livia Lloyd Lorenzo Lothar Louisa Luca Lucian Lucie Lucien Luigi Luisa Luiz Lydia Lyndon Lyudmila
    Mahmoud Malcolm Manfred Manuel Marcel Marcella Marco Marcos Marcus Margarete Margarita Margot Marian
    Mariano Marina Mario Marion Marius Marjorie Mark Marko Marta Marthe Martin Mathilde Matthias Maureen
    Maurizio Maxim Maxime Maximilian Maxine Mehmed Mehmet Melvin Michaela Michal Michele Mickey Miguel
    Mihail Mihaly Mike Miklos Mildred Miles Milos Milton Mimi Mira Miroslav Mirza Mohamed Mohammad
    Mohammed Moise Moishe Molly Monica Moritz Morton Moses Muhammad Mustafa Myron Nadia Nahum Naomi Nat
    Natan Natasha Nathan Nathaniel Neil Nell Nelson Nestor Neville Nicola Nicole Niels Nigel Nikita
    Nikola Nina Noah Noam Noel Nora Norah Norbert Norma Norman Octave Odette Odon Olaf Ole Oleg Olivia
    Orlando Osip Oswald Otis Ottilie Pablo Palmiro Pam Pamela Paolo Pascal Pat Patricia Paula Pavel
    Pearl Pedro Penelope Percy Perry Pete Petr Petro Phil Philippe Phyllis Pietro Pinchas Pio Piotr
    Polina Porfirio Quentin Rafael Rainer Ralf Ramon Randolph Raoul Raphael Raul Raya Raymonde Rebecca
    Reginald Reinhard Reinhold Renato Rene Renee Reuben Rex Ricardo Riccardo Rita Rob Roberta Roberto
    Robin Rodney Rodolfo Rodrigo Roland Rolf Romain Ronnie Rosalie Rosalind Rosemary Ross Ruben Rudolph
    Rufus Rupert Ruslan Russell Sabina Sally Salvador Sam Samir Sandor Sandra Sasha Saul Sean Sebastian
    Semyon Serge Sergey Sergio Severin Seymour Shirley Sidney Siegfried Sigmund Sigrid Silvia Silvio
    Simeon Simone Slobodan Solomon Sonia Sophus Stafford Stanislav Stanislaw Stefan Stefania Stella Sten
    Stepan Stephanie Steve Steven Stewart Stuart Susanna Suzanne Sven Sylvia Tadeusz Tamara Tania Tariq
    Ted Terence Teresa Terry Thaddeus Thea Thelma Theo Theodora Theresa Therese Tibor Tim Timothy Tito
    Tobias Todor Tom Tomas Tommaso Tommy Tony Trevor Umberto Upton Ursula Uwe Vaclav Valentin Valentina
    Valerian Valerie Valery Vasil Vasili Vasilii Vaughn Venceslas Vernon Veronica Vicente Victorien
    Vince Vincenzo Vissarion Vitaly Vittorio Vivian Vlad Vladislav Vlas Volodya Volodymyr Vsevolod
    Vyacheslav Waldo Wanda Wenceslas Wendell Wendy Werner Wilfred Wilhelmina Willi Willy Wilma Winifred
    Winston Wladyslaw Wolfgang Yakov Yasha Yasser Yegor Yelena Yevgeny Yitzhak Yosef Yuli Yulia Yuliy
    Yuri Yusuf Yves Yvonne Zbigniew Zdenek Zhou Zinaida Zoe Zygmunt
    Adelheid Amalie Anke Annegret Anneliese Annemarie Annette Antje August Bettina Birgit Detlef
    Dorothea Eckart Elfriede Elsbeth Elke Emil Emilie Erika Ferdinand Frauke Frieda Friederike Fritz
    Gerd Gerhard Gerlinde Gertrud Gisela Gottfried Gotthold Gottlieb Gunter Gunther Hannelore Hansjorg
    Harro Hauke Hedwig Heike Heiko Heino Henriette Hertha Hildegard Hinnerk Hinrich Ilse Ingeborg
    Irmgard Jorg Jurgen Karsten Kathe Klara Kunigunde Lieselotte Liselotte Lotte Luise Lutz Margarethe
    Mathilde Nikolaus Ottilie Ottokar Rahel Rainer Reinhard Reinhold Renate Siegfried Siegmund Sigrid
    Sigismund Theda Uwe Volker Walburga Waltraud Wilhelmine Wolf Wolfram
    """
)
"""Given names of several languages, without their accents."""

GIVEN_NAMES = COMMON_GIVEN_NAMES | _MORE_GIVEN_NAMES
"""Given names that begin the name of a person; the last word of a name may be any."""

TITLE_WORDS = TITLES | word_set(
    """
    attorneys barons brig bishops chairmen chancellors colonels commissars comrades counsellor counselor
    counts doctor doctors editor excellency generals governors highness interpreter kings lords majesty majors
    mesdames ministers poet premiers presidents princes professors senators translator wife
    """
)
"""Words of titles, and others that stand before a name as titles do."""

SURNAME_WORDS = ORDINARY_WORDS | word_set(
    "bishop bridge castle fields gardner hills merchant mills temple wall"
)
"""Words for things that are also surnames, and may follow a given name or a title."""
