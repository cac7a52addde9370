<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of drugs and medical abbreviations in General American. Our own transcriptions; docs/lexicon.md tells how to change them. -->
<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xmlns:voice="urn:article-voice:lexicon"
    version="1.0" alphabet="ipa" xml:lang="en">

  <!-- Drugs, by their generic names, and a few other words that engines stumble over. -->
  <lexeme><grapheme>abacavir</grapheme><phoneme>əˈbækəvɪr</phoneme></lexeme>
  <lexeme><grapheme>acamprosate</grapheme><phoneme>əˈkæmproʊseɪt</phoneme></lexeme>
  <lexeme><grapheme>acarbose</grapheme><phoneme>ˈækɑːrboʊs</phoneme></lexeme>
  <lexeme><grapheme>acetaminophen</grapheme><phoneme>əˌsiːtəˈmɪnəfən</phoneme></lexeme>
  <lexeme><grapheme>acetylcysteine</grapheme><phoneme>əˌsiːtəlˈsɪstiːn</phoneme></lexeme>
  <lexeme><grapheme>acyclovir</grapheme><phoneme>eɪˈsaɪkləvɪr</phoneme></lexeme>
  <lexeme><grapheme>adalimumab</grapheme><phoneme>ˌædəˈlɪmjəmæb</phoneme></lexeme>
  <lexeme><grapheme>albuterol</grapheme><phoneme>ælˈbjuːtərɔːl</phoneme></lexeme>
  <lexeme><grapheme>alendronate</grapheme><phoneme>əˈlɛndrəneɪt</phoneme></lexeme>
  <lexeme><grapheme>allopurinol</grapheme><phoneme>ˌæloʊˈpjʊrɪnɔːl</phoneme></lexeme>
  <lexeme><grapheme>alprazolam</grapheme><phoneme>ælˈpræzəlæm</phoneme></lexeme>
  <lexeme><grapheme>amiodarone</grapheme><phoneme>ˌæmiˈoʊdəroʊn</phoneme></lexeme>
  <lexeme><grapheme>amitriptyline</grapheme><phoneme>ˌæmɪˈtrɪptɪliːn</phoneme></lexeme>
  <lexeme><grapheme>amlodipine</grapheme><phoneme>æmˈloʊdɪpiːn</phoneme></lexeme>
  <lexeme><grapheme>amoxicillin</grapheme><phoneme>əˌmɑːksɪˈsɪlɪn</phoneme></lexeme>
  <lexeme><grapheme>amphetamine</grapheme><phoneme>æmˈfɛtəmiːn</phoneme></lexeme>
  <lexeme><grapheme>ampicillin</grapheme><phoneme>ˌæmpɪˈsɪlɪn</phoneme></lexeme>
  <lexeme><grapheme>anastrozole</grapheme><phoneme>əˈnæstrəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>apixaban</grapheme><phoneme>əˈpɪksəbæn</phoneme></lexeme>
  <lexeme><grapheme>apremilast</grapheme><phoneme>əˈprɛmɪlæst</phoneme></lexeme>
  <lexeme><grapheme>aripiprazole</grapheme><phoneme>ˌærɪˈpɪprəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>asenapine</grapheme><phoneme>əˈsɛnəpiːn</phoneme></lexeme>
  <lexeme><grapheme>aspart</grapheme><phoneme>ˈæspɑːrt</phoneme></lexeme>
  <lexeme><grapheme>atenolol</grapheme><phoneme>əˈtɛnəlɔːl</phoneme></lexeme>
  <lexeme><grapheme>atomoxetine</grapheme><phoneme>ˌætəˈmɑːksətiːn</phoneme></lexeme>
  <lexeme><grapheme>atorvastatin</grapheme><phoneme>əˌtɔːrvəˈstætɪn</phoneme></lexeme>
  <lexeme><grapheme>azathioprine</grapheme><phoneme>ˌæzəˈθaɪəpriːn</phoneme></lexeme>
  <lexeme><grapheme>azithromycin</grapheme><phoneme>əˌzɪθroʊˈmaɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>baclofen</grapheme><phoneme>ˈbækləfən</phoneme></lexeme>
  <lexeme><grapheme>benazepril</grapheme><phoneme>bɛˈnæzəprɪl</phoneme></lexeme>
  <lexeme><grapheme>benzodiazepine</grapheme><phoneme>ˌbɛnzoʊdaɪˈæzəpiːn</phoneme></lexeme>
  <lexeme><grapheme>benztropine</grapheme><phoneme>ˈbɛnztrəpiːn</phoneme></lexeme>
  <lexeme><grapheme>bevacizumab</grapheme><phoneme>ˌbɛvəˈsɪzjʊmæb</phoneme></lexeme>
  <lexeme><grapheme>bisacodyl</grapheme><phoneme>ˌbɪsəˈkoʊdɪl</phoneme></lexeme>
  <lexeme><grapheme>bisoprolol</grapheme><phoneme>ˌbɪsəˈproʊlɔːl</phoneme></lexeme>
  <lexeme><grapheme>brexpiprazole</grapheme><phoneme>brɛksˈpɪprəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>budesonide</grapheme><phoneme>bjuːˈdɛsənaɪd</phoneme></lexeme>
  <lexeme><grapheme>bumetanide</grapheme><phoneme>bjuːˈmɛtənaɪd</phoneme></lexeme>
  <lexeme><grapheme>buprenorphine</grapheme><phoneme>ˌbjuːprəˈnɔːrfiːn</phoneme></lexeme>
  <lexeme><grapheme>bupropion</grapheme><phoneme>bjuːˈproʊpiɑːn</phoneme></lexeme>
  <lexeme><grapheme>buspirone</grapheme><phoneme>bjuːˈspaɪroʊn</phoneme></lexeme>
  <lexeme><grapheme>cabergoline</grapheme><phoneme>kəˈbɜːrɡəliːn</phoneme></lexeme>
  <lexeme><grapheme>canagliflozin</grapheme><phoneme>ˌkænəɡlɪˈfloʊzɪn</phoneme></lexeme>
  <lexeme><grapheme>candesartan</grapheme><phoneme>ˌkændɪˈsɑːrtən</phoneme></lexeme>
  <lexeme><grapheme>cannabidiol</grapheme><phoneme>ˌkænəbɪˈdaɪɔːl</phoneme></lexeme>
  <lexeme><grapheme>capecitabine</grapheme><phoneme>ˌkæpəˈsaɪtəbiːn</phoneme></lexeme>
  <lexeme><grapheme>captopril</grapheme><phoneme>ˈkæptəprɪl</phoneme></lexeme>
  <lexeme><grapheme>carbamazepine</grapheme><phoneme>ˌkɑːrbəˈmæzəpiːn</phoneme></lexeme>
  <lexeme><grapheme>carbidopa</grapheme><phoneme>ˌkɑːrbɪˈdoʊpə</phoneme></lexeme>
  <lexeme><grapheme>carboplatin</grapheme><phoneme>ˌkɑːrboʊˈplætɪn</phoneme></lexeme>
  <lexeme><grapheme>cariprazine</grapheme><phoneme>kəˈrɪprəziːn</phoneme></lexeme>
  <lexeme><grapheme>carisoprodol</grapheme><phoneme>ˌkæraɪsəˈproʊdɔːl</phoneme></lexeme>
  <lexeme><grapheme>carvedilol</grapheme><phoneme>ˈkɑːrvədɪlɔːl</phoneme></lexeme>
  <lexeme><grapheme>cefadroxil</grapheme><phoneme>ˌsɛfəˈdrɑːksɪl</phoneme></lexeme>
  <lexeme><grapheme>cefazolin</grapheme><phoneme>səˈfæzəlɪn</phoneme></lexeme>
  <lexeme><grapheme>cefdinir</grapheme><phoneme>ˈsɛfdɪnɪr</phoneme></lexeme>
  <lexeme><grapheme>cefepime</grapheme><phoneme>ˈsɛfəpiːm</phoneme></lexeme>
  <lexeme><grapheme>ceftriaxone</grapheme><phoneme>ˌsɛftraɪˈæksoʊn</phoneme></lexeme>
  <lexeme><grapheme>cefuroxime</grapheme><phoneme>ˌsɛfjʊˈrɑːksiːm</phoneme></lexeme>
  <lexeme><grapheme>celecoxib</grapheme><phoneme>ˌsɛləˈkɑːksɪb</phoneme></lexeme>
  <lexeme><grapheme>cephalexin</grapheme><phoneme>ˌsɛfəˈlɛksɪn</phoneme></lexeme>
  <lexeme><grapheme>cetirizine</grapheme><phoneme>səˈtɪrɪziːn</phoneme></lexeme>
  <lexeme><grapheme>chlordiazepoxide</grapheme><phoneme>ˌklɔːrdaɪˌæzəˈpɑːksaɪd</phoneme></lexeme>
  <lexeme><grapheme>chlorhexidine</grapheme><phoneme>klɔːrˈhɛksɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>chloroquine</grapheme><phoneme>ˈklɔːrəkwɪn</phoneme></lexeme>
  <lexeme><grapheme>chlorpromazine</grapheme><phoneme>klɔːrˈproʊməziːn</phoneme></lexeme>
  <lexeme><grapheme>chlorthalidone</grapheme><phoneme>klɔːrˈθælɪdoʊn</phoneme></lexeme>
  <lexeme><grapheme>cilostazol</grapheme><phoneme>sɪˈlɑːstəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>cimetidine</grapheme><phoneme>saɪˈmɛtɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>ciprofloxacin</grapheme><phoneme>ˌsɪproʊˈflɑːksəsɪn</phoneme></lexeme>
  <lexeme><grapheme>cisplatin</grapheme><phoneme>sɪsˈplætɪn</phoneme></lexeme>
  <lexeme><grapheme>citalopram</grapheme><phoneme>saɪˈtæləpræm</phoneme></lexeme>
  <lexeme><grapheme>clarithromycin</grapheme><phoneme>kləˌrɪθroʊˈmaɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>clindamycin</grapheme><phoneme>ˌklɪndəˈmaɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>clobazam</grapheme><phoneme>ˈkloʊbəzæm</phoneme></lexeme>
  <lexeme><grapheme>clobetasol</grapheme><phoneme>kloʊˈbeɪtəsɔːl</phoneme></lexeme>
  <lexeme><grapheme>clomiphene</grapheme><phoneme>ˈkloʊmɪfiːn</phoneme></lexeme>
  <lexeme><grapheme>clomipramine</grapheme><phoneme>kloʊˈmɪprəmiːn</phoneme></lexeme>
  <lexeme><grapheme>clonazepam</grapheme><phoneme>kloʊˈnæzəpæm</phoneme></lexeme>
  <lexeme><grapheme>clonidine</grapheme><phoneme>ˈkloʊnɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>clopidogrel</grapheme><phoneme>kloʊˈpɪdəɡrɛl</phoneme></lexeme>
  <lexeme><grapheme>clorazepate</grapheme><phoneme>klɔːˈræzəpeɪt</phoneme></lexeme>
  <lexeme><grapheme>clotrimazole</grapheme><phoneme>kloʊˈtrɪməzoʊl</phoneme></lexeme>
  <lexeme><grapheme>clozapine</grapheme><phoneme>ˈkloʊzəpiːn</phoneme></lexeme>
  <lexeme><grapheme>codeine</grapheme><phoneme>ˈkoʊdiːn</phoneme></lexeme>
  <lexeme><grapheme>colchicine</grapheme><phoneme>ˈkɑːltʃɪsiːn</phoneme></lexeme>
  <lexeme><grapheme>cyclobenzaprine</grapheme><phoneme>ˌsaɪkloʊˈbɛnzəpriːn</phoneme></lexeme>
  <lexeme><grapheme>cyclophosphamide</grapheme><phoneme>ˌsaɪkloʊˈfɑːsfəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>cyclosporine</grapheme><phoneme>ˌsaɪkləˈspɔːriːn</phoneme></lexeme>
  <lexeme><grapheme>dabigatran</grapheme><phoneme>ˌdæbɪˈɡætrən</phoneme></lexeme>
  <lexeme><grapheme>dantrolene</grapheme><phoneme>ˈdæntrəliːn</phoneme></lexeme>
  <lexeme><grapheme>dapagliflozin</grapheme><phoneme>ˌdæpəɡlɪˈfloʊzɪn</phoneme></lexeme>
  <lexeme><grapheme>darunavir</grapheme><phoneme>dəˈruːnəvɪr</phoneme></lexeme>
  <lexeme><grapheme>degludec</grapheme><phoneme>dɪˈɡluːdɛk</phoneme></lexeme>
  <lexeme><grapheme>denosumab</grapheme><phoneme>dɪˈnoʊsʊmæb</phoneme></lexeme>
  <lexeme><grapheme>desipramine</grapheme><phoneme>dɛˈsɪprəmiːn</phoneme></lexeme>
  <lexeme><grapheme>desloratadine</grapheme><phoneme>ˌdɛsləˈrætədiːn</phoneme></lexeme>
  <lexeme><grapheme>desvenlafaxine</grapheme><phoneme>ˌdɛsvɛnləˈfæksiːn</phoneme></lexeme>
  <lexeme><grapheme>dexamethasone</grapheme><phoneme>ˌdɛksəˈmɛθəsoʊn</phoneme></lexeme>
  <lexeme><grapheme>dexmedetomidine</grapheme><phoneme>ˌdɛksmɛdɪˈtoʊmɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>dexmethylphenidate</grapheme><phoneme>ˌdɛksmɛθəlˈfɛnɪdeɪt</phoneme></lexeme>
  <lexeme><grapheme>dextroamphetamine</grapheme><phoneme>ˌdɛkstroʊæmˈfɛtəmiːn</phoneme></lexeme>
  <lexeme><grapheme>dextromethorphan</grapheme><phoneme>ˌdɛkstroʊməˈθɔːrfən</phoneme></lexeme>
  <lexeme><grapheme>diazepam</grapheme><phoneme>daɪˈæzəpæm</phoneme></lexeme>
  <lexeme><grapheme>diclofenac</grapheme><phoneme>daɪˈkloʊfənæk</phoneme></lexeme>
  <lexeme><grapheme>dicyclomine</grapheme><phoneme>daɪˈsaɪkləmiːn</phoneme></lexeme>
  <lexeme><grapheme>digoxin</grapheme><phoneme>dɪˈdʒɑːksɪn</phoneme></lexeme>
  <lexeme><grapheme>diltiazem</grapheme><phoneme>dɪlˈtaɪəzɛm</phoneme></lexeme>
  <lexeme><grapheme>diphenhydramine</grapheme><phoneme>ˌdaɪfɛnˈhaɪdrəmiːn</phoneme></lexeme>
  <lexeme><grapheme>disulfiram</grapheme><phoneme>daɪˈsʌlfɪræm</phoneme></lexeme>
  <lexeme><grapheme>divalproex</grapheme><phoneme>daɪˈvælproʊɛks</phoneme></lexeme>
  <lexeme><grapheme>docetaxel</grapheme><phoneme>ˌdoʊsəˈtæksəl</phoneme></lexeme>
  <lexeme><grapheme>docusate</grapheme><phoneme>ˈdɑːkjʊseɪt</phoneme></lexeme>
  <lexeme><grapheme>dolutegravir</grapheme><phoneme>ˌdoʊluːˈtɛɡrəvɪr</phoneme></lexeme>
  <lexeme><grapheme>donepezil</grapheme><phoneme>doʊˈnɛpəzɪl</phoneme></lexeme>
  <lexeme><grapheme>dopamine</grapheme><phoneme>ˈdoʊpəmiːn</phoneme></lexeme>
  <lexeme><grapheme>doxazosin</grapheme><phoneme>dɑːkˈseɪzəsɪn</phoneme></lexeme>
  <lexeme><grapheme>doxepin</grapheme><phoneme>ˈdɑːksəpɪn</phoneme></lexeme>
  <lexeme><grapheme>doxorubicin</grapheme><phoneme>ˌdɑːksəˈruːbɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>doxycycline</grapheme><phoneme>ˌdɑːksɪˈsaɪkliːn</phoneme></lexeme>
  <lexeme><grapheme>doxylamine</grapheme><phoneme>dɑːkˈsɪləmiːn</phoneme></lexeme>
  <lexeme><grapheme>dulaglutide</grapheme><phoneme>ˌduːləˈɡluːtaɪd</phoneme></lexeme>
  <lexeme><grapheme>duloxetine</grapheme><phoneme>duːˈlɑːksətiːn</phoneme></lexeme>
  <lexeme><grapheme>dutasteride</grapheme><phoneme>duːˈtæstəraɪd</phoneme></lexeme>
  <lexeme><grapheme>edoxaban</grapheme><phoneme>ɛˈdɑːksəbæn</phoneme></lexeme>
  <lexeme><grapheme>efavirenz</grapheme><phoneme>ɛˈfævɪrɛnz</phoneme></lexeme>
  <lexeme><grapheme>empagliflozin</grapheme><phoneme>ˌɛmpəɡlɪˈfloʊzɪn</phoneme></lexeme>
  <lexeme><grapheme>emtricitabine</grapheme><phoneme>ˌɛmtrɪˈsaɪtəbiːn</phoneme></lexeme>
  <lexeme><grapheme>enalapril</grapheme><phoneme>ɛˈnæləprɪl</phoneme></lexeme>
  <lexeme><grapheme>enoxaparin</grapheme><phoneme>ɪˌnɑːksəˈpærɪn</phoneme></lexeme>
  <lexeme><grapheme>entecavir</grapheme><phoneme>ɛnˈtɛkəvɪr</phoneme></lexeme>
  <lexeme><grapheme>ephedrine</grapheme><phoneme>ɪˈfɛdrɪn</phoneme></lexeme>
  <lexeme><grapheme>epinephrine</grapheme><phoneme>ˌɛpɪˈnɛfrɪn</phoneme></lexeme>
  <lexeme><grapheme>eplerenone</grapheme><phoneme>ɛˈplɛrənoʊn</phoneme></lexeme>
  <lexeme><grapheme>erenumab</grapheme><phoneme>ɛˈrɛnjʊmæb</phoneme></lexeme>
  <lexeme><grapheme>erythromycin</grapheme><phoneme>ɪˌrɪθrəˈmaɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>escitalopram</grapheme><phoneme>ˌɛsaɪˈtæləpræm</phoneme></lexeme>
  <lexeme><grapheme>esomeprazole</grapheme><phoneme>ˌɛsoʊˈmɛprəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>estradiol</grapheme><phoneme>ˌɛstrəˈdaɪɔːl</phoneme></lexeme>
  <lexeme><grapheme>eszopiclone</grapheme><phoneme>ˌɛszoʊˈpɪkloʊn</phoneme></lexeme>
  <lexeme><grapheme>etanercept</grapheme><phoneme>ɪˈtænərsɛpt</phoneme></lexeme>
  <lexeme><grapheme>ethambutol</grapheme><phoneme>ɪˈθæmbjʊtɔːl</phoneme></lexeme>
  <lexeme><grapheme>ethosuximide</grapheme><phoneme>ˌɛθoʊˈsʌksɪmaɪd</phoneme></lexeme>
  <lexeme><grapheme>etodolac</grapheme><phoneme>ˌiːtoʊˈdoʊlæk</phoneme></lexeme>
  <lexeme><grapheme>etomidate</grapheme><phoneme>ɪˈtoʊmɪdeɪt</phoneme></lexeme>
  <lexeme><grapheme>exenatide</grapheme><phoneme>ɛkˈsɛnətaɪd</phoneme></lexeme>
  <lexeme><grapheme>ezetimibe</grapheme><phoneme>ɛˈzɛtɪmaɪb</phoneme></lexeme>
  <lexeme><grapheme>famotidine</grapheme><phoneme>fəˈmoʊtɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>febuxostat</grapheme><phoneme>fɛˈbʌksəstæt</phoneme></lexeme>
  <lexeme><grapheme>felbamate</grapheme><phoneme>ˈfɛlbəmeɪt</phoneme></lexeme>
  <lexeme><grapheme>felodipine</grapheme><phoneme>fəˈloʊdɪpiːn</phoneme></lexeme>
  <lexeme><grapheme>fenofibrate</grapheme><phoneme>ˌfɛnoʊˈfaɪbreɪt</phoneme></lexeme>
  <lexeme><grapheme>fentanyl</grapheme><phoneme>ˈfɛntənɪl</phoneme></lexeme>
  <lexeme><grapheme>fexofenadine</grapheme><phoneme>ˌfɛksoʊˈfɛnədiːn</phoneme></lexeme>
  <lexeme><grapheme>filgrastim</grapheme><phoneme>fɪlˈɡræstɪm</phoneme></lexeme>
  <lexeme><grapheme>finasteride</grapheme><phoneme>fɪˈnæstəraɪd</phoneme></lexeme>
  <lexeme><grapheme>fluconazole</grapheme><phoneme>fluːˈkoʊnəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>fludrocortisone</grapheme><phoneme>ˌfluːdroʊˈkɔːrtɪsoʊn</phoneme></lexeme>
  <lexeme><grapheme>flumazenil</grapheme><phoneme>fluːˈmæzənɪl</phoneme></lexeme>
  <lexeme><grapheme>fluocinonide</grapheme><phoneme>ˌfluːoʊˈsɪnənaɪd</phoneme></lexeme>
  <lexeme><grapheme>fluoxetine</grapheme><phoneme>fluːˈɑːksətiːn</phoneme></lexeme>
  <lexeme><grapheme>fluphenazine</grapheme><phoneme>fluːˈfɛnəziːn</phoneme></lexeme>
  <lexeme><grapheme>flurazepam</grapheme><phoneme>flʊˈræzəpæm</phoneme></lexeme>
  <lexeme><grapheme>fluticasone</grapheme><phoneme>fluːˈtɪkəsoʊn</phoneme></lexeme>
  <lexeme><grapheme>fluvoxamine</grapheme><phoneme>fluːˈvɑːksəmiːn</phoneme></lexeme>
  <lexeme><grapheme>furosemide</grapheme><phoneme>fjʊˈroʊsəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>gabapentin</grapheme><phoneme>ˌɡæbəˈpɛntɪn</phoneme></lexeme>
  <lexeme><grapheme>galantamine</grapheme><phoneme>ɡəˈlæntəmiːn</phoneme></lexeme>
  <lexeme><grapheme>gemcitabine</grapheme><phoneme>dʒɛmˈsaɪtəbiːn</phoneme></lexeme>
  <lexeme><grapheme>gemfibrozil</grapheme><phoneme>dʒɛmˈfaɪbrəzɪl</phoneme></lexeme>
  <lexeme><grapheme>gentamicin</grapheme><phoneme>ˌdʒɛntəˈmaɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>glargine</grapheme><phoneme>ˈɡlɑːrdʒiːn</phoneme></lexeme>
  <lexeme><grapheme>glimepiride</grapheme><phoneme>ɡlaɪˈmɛpɪraɪd</phoneme></lexeme>
  <lexeme><grapheme>glipizide</grapheme><phoneme>ˈɡlɪpɪzaɪd</phoneme></lexeme>
  <lexeme><grapheme>glyburide</grapheme><phoneme>ˈɡlaɪbjʊraɪd</phoneme></lexeme>
  <lexeme><grapheme>guaifenesin</grapheme><phoneme>ɡwaɪˈfɛnəsɪn</phoneme></lexeme>
  <lexeme><grapheme>guanfacine</grapheme><phoneme>ˈɡwɑːnfəsiːn</phoneme></lexeme>
  <lexeme><grapheme>haloperidol</grapheme><phoneme>ˌhæloʊˈpɛrɪdɔːl</phoneme></lexeme>
  <lexeme><grapheme>heparin</grapheme><phoneme>ˈhɛpərɪn</phoneme></lexeme>
  <lexeme><grapheme>hydralazine</grapheme><phoneme>haɪˈdræləziːn</phoneme></lexeme>
  <lexeme><grapheme>hydrochlorothiazide</grapheme><phoneme>ˌhaɪdroʊˌklɔːroʊˈθaɪəzaɪd</phoneme></lexeme>
  <lexeme><grapheme>hydrocodone</grapheme><phoneme>ˌhaɪdroʊˈkoʊdoʊn</phoneme></lexeme>
  <lexeme><grapheme>hydrocortisone</grapheme><phoneme>ˌhaɪdroʊˈkɔːrtɪsoʊn</phoneme></lexeme>
  <lexeme><grapheme>hydromorphone</grapheme><phoneme>ˌhaɪdroʊˈmɔːrfoʊn</phoneme></lexeme>
  <lexeme><grapheme>hydroxychloroquine</grapheme><phoneme>haɪˌdrɑːksiˈklɔːrəkwɪn</phoneme></lexeme>
  <lexeme><grapheme>hydroxyzine</grapheme><phoneme>haɪˈdrɑːksɪziːn</phoneme></lexeme>
  <lexeme><grapheme>hyoscyamine</grapheme><phoneme>ˌhaɪəˈsaɪəmiːn</phoneme></lexeme>
  <lexeme><grapheme>ibandronate</grapheme><phoneme>ɪˈbændrəneɪt</phoneme></lexeme>
  <lexeme><grapheme>ibuprofen</grapheme><phoneme>ˌaɪbjuːˈproʊfən</phoneme></lexeme>
  <lexeme><grapheme>imatinib</grapheme><phoneme>ɪˈmætɪnɪb</phoneme></lexeme>
  <lexeme><grapheme>imipramine</grapheme><phoneme>ɪˈmɪprəmiːn</phoneme></lexeme>
  <lexeme><grapheme>indapamide</grapheme><phoneme>ɪnˈdæpəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>indomethacin</grapheme><phoneme>ˌɪndoʊˈmɛθəsɪn</phoneme></lexeme>
  <lexeme><grapheme>infliximab</grapheme><phoneme>ɪnˈflɪksɪmæb</phoneme></lexeme>
  <lexeme><grapheme>ipratropium</grapheme><phoneme>ˌɪprəˈtroʊpiəm</phoneme></lexeme>
  <lexeme><grapheme>irbesartan</grapheme><phoneme>ˌɜːrbəˈsɑːrtən</phoneme></lexeme>
  <lexeme><grapheme>isoniazid</grapheme><phoneme>ˌaɪsəˈnaɪəzɪd</phoneme></lexeme>
  <lexeme><grapheme>isosorbide</grapheme><phoneme>ˌaɪsoʊˈsɔːrbaɪd</phoneme></lexeme>
  <lexeme><grapheme>isotretinoin</grapheme><phoneme>ˌaɪsoʊˈtrɛtɪnɔɪn</phoneme></lexeme>
  <lexeme><grapheme>itraconazole</grapheme><phoneme>ˌɪtrəˈkɑːnəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>ivabradine</grapheme><phoneme>ɪˈvæbrədiːn</phoneme></lexeme>
  <lexeme><grapheme>ivermectin</grapheme><phoneme>ˌaɪvərˈmɛktɪn</phoneme></lexeme>
  <lexeme><grapheme>ketamine</grapheme><phoneme>ˈkɛtəmiːn</phoneme></lexeme>
  <lexeme><grapheme>ketoconazole</grapheme><phoneme>ˌkiːtoʊˈkoʊnəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>ketorolac</grapheme><phoneme>kiːˈtɔːrəlæk</phoneme></lexeme>
  <lexeme><grapheme>kratom</grapheme><phoneme>ˈkreɪtəm</phoneme></lexeme>
  <lexeme><grapheme>labetalol</grapheme><phoneme>ləˈbɛtəlɔːl</phoneme></lexeme>
  <lexeme><grapheme>lacosamide</grapheme><phoneme>ləˈkoʊsəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>lactulose</grapheme><phoneme>ˈlæktjʊloʊs</phoneme></lexeme>
  <lexeme><grapheme>lamivudine</grapheme><phoneme>ləˈmɪvjʊdiːn</phoneme></lexeme>
  <lexeme><grapheme>lamotrigine</grapheme><phoneme>ləˈmoʊtrɪdʒiːn</phoneme></lexeme>
  <lexeme><grapheme>lansoprazole</grapheme><phoneme>lænˈsoʊprəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>latanoprost</grapheme><phoneme>ləˈtænəprɑːst</phoneme></lexeme>
  <lexeme><grapheme>leflunomide</grapheme><phoneme>ləˈfluːnəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>letrozole</grapheme><phoneme>ˈlɛtrəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>leucovorin</grapheme><phoneme>ˌluːkoʊˈvɔːrɪn</phoneme></lexeme>
  <lexeme><grapheme>levetiracetam</grapheme><phoneme>ˌliːvətɪˈræsətæm</phoneme></lexeme>
  <lexeme><grapheme>levocetirizine</grapheme><phoneme>ˌliːvoʊsəˈtɪrɪziːn</phoneme></lexeme>
  <lexeme><grapheme>levodopa</grapheme><phoneme>ˌliːvəˈdoʊpə</phoneme></lexeme>
  <lexeme><grapheme>levofloxacin</grapheme><phoneme>ˌliːvoʊˈflɑːksəsɪn</phoneme></lexeme>
  <lexeme><grapheme>levonorgestrel</grapheme><phoneme>ˌliːvoʊnɔːrˈdʒɛstrəl</phoneme></lexeme>
  <lexeme><grapheme>levothyroxine</grapheme><phoneme>ˌliːvoʊθaɪˈrɑːksiːn</phoneme></lexeme>
  <lexeme><grapheme>lidocaine</grapheme><phoneme>ˈlaɪdəkeɪn</phoneme></lexeme>
  <lexeme><grapheme>linagliptin</grapheme><phoneme>ˌlɪnəˈɡlɪptɪn</phoneme></lexeme>
  <lexeme><grapheme>linezolid</grapheme><phoneme>lɪˈnɛzəlɪd</phoneme></lexeme>
  <lexeme><grapheme>liothyronine</grapheme><phoneme>ˌlaɪoʊˈθaɪrəniːn</phoneme></lexeme>
  <lexeme><grapheme>liraglutide</grapheme><phoneme>ˌlɪrəˈɡluːtaɪd</phoneme></lexeme>
  <lexeme><grapheme>lisdexamfetamine</grapheme><phoneme>ˌlɪsdɛksæmˈfɛtəmiːn</phoneme></lexeme>
  <lexeme><grapheme>lisinopril</grapheme><phoneme>laɪˈsɪnəprɪl</phoneme></lexeme>
  <lexeme><grapheme>lispro</grapheme><phoneme>ˈlɪsproʊ</phoneme></lexeme>
  <lexeme><grapheme>lithium</grapheme><phoneme>ˈlɪθiəm</phoneme></lexeme>
  <lexeme><grapheme>lofexidine</grapheme><phoneme>loʊˈfɛksɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>loperamide</grapheme><phoneme>loʊˈpɛrəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>loratadine</grapheme><phoneme>ləˈrætədiːn</phoneme></lexeme>
  <lexeme><grapheme>lorazepam</grapheme><phoneme>ləˈræzəpæm</phoneme></lexeme>
  <lexeme><grapheme>losartan</grapheme><phoneme>loʊˈsɑːrtən</phoneme></lexeme>
  <lexeme><grapheme>lovastatin</grapheme><phoneme>ˌloʊvəˈstætɪn</phoneme></lexeme>
  <lexeme><grapheme>loxapine</grapheme><phoneme>ˈlɑːksəpiːn</phoneme></lexeme>
  <lexeme><grapheme>lumateperone</grapheme><phoneme>ˌluːməˈtɛpəroʊn</phoneme></lexeme>
  <lexeme><grapheme>lurasidone</grapheme><phoneme>lʊˈræsɪdoʊn</phoneme></lexeme>
  <lexeme><grapheme>meclizine</grapheme><phoneme>ˈmɛklɪziːn</phoneme></lexeme>
  <lexeme><grapheme>medroxyprogesterone</grapheme><phoneme>mɛˌdrɑːksiproʊˈdʒɛstəroʊn</phoneme></lexeme>
  <lexeme><grapheme>meloxicam</grapheme><phoneme>məˈlɑːksɪkæm</phoneme></lexeme>
  <lexeme><grapheme>memantine</grapheme><phoneme>ˈmɛməntiːn</phoneme></lexeme>
  <lexeme><grapheme>meperidine</grapheme><phoneme>məˈpɛrɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>meprobamate</grapheme><phoneme>məˈproʊbəmeɪt</phoneme></lexeme>
  <lexeme><grapheme>mesalamine</grapheme><phoneme>məˈsæləmiːn</phoneme></lexeme>
  <lexeme><grapheme>mescaline</grapheme><phoneme>ˈmɛskəliːn</phoneme></lexeme>
  <lexeme><grapheme>metaxalone</grapheme><phoneme>məˈtæksəloʊn</phoneme></lexeme>
  <lexeme><grapheme>metformin</grapheme><phoneme>mɛtˈfɔːrmɪn</phoneme></lexeme>
  <lexeme><grapheme>methadone</grapheme><phoneme>ˈmɛθədoʊn</phoneme></lexeme>
  <lexeme><grapheme>methamphetamine</grapheme><phoneme>ˌmɛθæmˈfɛtəmiːn</phoneme></lexeme>
  <lexeme><grapheme>methimazole</grapheme><phoneme>mɛˈθɪməzoʊl</phoneme></lexeme>
  <lexeme><grapheme>methocarbamol</grapheme><phoneme>ˌmɛθoʊˈkɑːrbəmɔːl</phoneme></lexeme>
  <lexeme><grapheme>methotrexate</grapheme><phoneme>ˌmɛθoʊˈtrɛkseɪt</phoneme></lexeme>
  <lexeme><grapheme>methylphenidate</grapheme><phoneme>ˌmɛθəlˈfɛnɪdeɪt</phoneme></lexeme>
  <lexeme><grapheme>methylprednisolone</grapheme><phoneme>ˌmɛθəlprɛdˈnɪsəloʊn</phoneme></lexeme>
  <lexeme><grapheme>metoclopramide</grapheme><phoneme>ˌmɛtoʊˈkloʊprəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>metolazone</grapheme><phoneme>mɛˈtoʊləzoʊn</phoneme></lexeme>
  <lexeme><grapheme>metoprolol</grapheme><phoneme>məˈtoʊprəlɔːl</phoneme></lexeme>
  <lexeme><grapheme>metronidazole</grapheme><phoneme>ˌmɛtrəˈnaɪdəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>midazolam</grapheme><phoneme>mɪˈdæzəlæm</phoneme></lexeme>
  <lexeme><grapheme>mifepristone</grapheme><phoneme>ˌmɪfəˈprɪstoʊn</phoneme></lexeme>
  <lexeme><grapheme>minocycline</grapheme><phoneme>ˌmɪnəˈsaɪkliːn</phoneme></lexeme>
  <lexeme><grapheme>minoxidil</grapheme><phoneme>mɪˈnɑːksɪdɪl</phoneme></lexeme>
  <lexeme><grapheme>mirabegron</grapheme><phoneme>ˌmɪrəˈbɛɡrɑːn</phoneme></lexeme>
  <lexeme><grapheme>mirtazapine</grapheme><phoneme>mɜːrˈtæzəpiːn</phoneme></lexeme>
  <lexeme><grapheme>misoprostol</grapheme><phoneme>ˌmaɪsoʊˈprɑːstɔːl</phoneme></lexeme>
  <lexeme><grapheme>modafinil</grapheme><phoneme>moʊˈdæfɪnɪl</phoneme></lexeme>
  <lexeme><grapheme>mometasone</grapheme><phoneme>moʊˈmɛtəsoʊn</phoneme></lexeme>
  <lexeme><grapheme>montelukast</grapheme><phoneme>ˌmɑːntəˈluːkæst</phoneme></lexeme>
  <lexeme><grapheme>morphine</grapheme><phoneme>ˈmɔːrfiːn</phoneme></lexeme>
  <lexeme><grapheme>moxifloxacin</grapheme><phoneme>ˌmɑːksɪˈflɑːksəsɪn</phoneme></lexeme>
  <lexeme><grapheme>mupirocin</grapheme><phoneme>mjuːˈpɪrəsɪn</phoneme></lexeme>
  <lexeme><grapheme>mycophenolate</grapheme><phoneme>ˌmaɪkəˈfɛnəleɪt</phoneme></lexeme>
  <lexeme><grapheme>nabumetone</grapheme><phoneme>nəˈbjuːmətoʊn</phoneme></lexeme>
  <lexeme><grapheme>nadolol</grapheme><phoneme>neɪˈdoʊlɔːl</phoneme></lexeme>
  <lexeme><grapheme>nalbuphine</grapheme><phoneme>ˈnælbjʊfiːn</phoneme></lexeme>
  <lexeme><grapheme>nalmefene</grapheme><phoneme>ˈnælməfiːn</phoneme></lexeme>
  <lexeme><grapheme>naloxone</grapheme><phoneme>nəˈlɑːksoʊn</phoneme></lexeme>
  <lexeme><grapheme>naltrexone</grapheme><phoneme>nælˈtrɛksoʊn</phoneme></lexeme>
  <lexeme><grapheme>naproxen</grapheme><phoneme>nəˈprɑːksən</phoneme></lexeme>
  <lexeme><grapheme>naratriptan</grapheme><phoneme>ˌnærəˈtrɪptən</phoneme></lexeme>
  <lexeme><grapheme>nebivolol</grapheme><phoneme>nəˈbɪvəlɔːl</phoneme></lexeme>
  <lexeme><grapheme>nevirapine</grapheme><phoneme>nəˈvɪrəpiːn</phoneme></lexeme>
  <lexeme><grapheme>niacin</grapheme><phoneme>ˈnaɪəsɪn</phoneme></lexeme>
  <lexeme><grapheme>nicotine</grapheme><phoneme>ˈnɪkətiːn</phoneme></lexeme>
  <lexeme><grapheme>nifedipine</grapheme><phoneme>naɪˈfɛdɪpiːn</phoneme></lexeme>
  <lexeme><grapheme>nirmatrelvir</grapheme><phoneme>nɜːrˈmætrəlvɪr</phoneme></lexeme>
  <lexeme><grapheme>nitazene</grapheme><phoneme>ˈnaɪtəziːn</phoneme></lexeme>
  <lexeme><grapheme>nitrofurantoin</grapheme><phoneme>ˌnaɪtroʊfjʊˈræntoʊɪn</phoneme></lexeme>
  <lexeme><grapheme>nitroglycerin</grapheme><phoneme>ˌnaɪtroʊˈɡlɪsərɪn</phoneme></lexeme>
  <lexeme><grapheme>nivolumab</grapheme><phoneme>naɪˈvɑːljʊmæb</phoneme></lexeme>
  <lexeme><grapheme>norepinephrine</grapheme><phoneme>ˌnɔːrɛpɪˈnɛfrɪn</phoneme></lexeme>
  <lexeme><grapheme>norethindrone</grapheme><phoneme>nɔːrˈɛθɪndroʊn</phoneme></lexeme>
  <lexeme><grapheme>nortriptyline</grapheme><phoneme>nɔːrˈtrɪptɪliːn</phoneme></lexeme>
  <lexeme><grapheme>nystatin</grapheme><phoneme>naɪˈstætɪn</phoneme></lexeme>
  <lexeme><grapheme>olanzapine</grapheme><phoneme>oʊˈlænzəpiːn</phoneme></lexeme>
  <lexeme><grapheme>olmesartan</grapheme><phoneme>ˌoʊlməˈsɑːrtən</phoneme></lexeme>
  <lexeme><grapheme>omalizumab</grapheme><phoneme>ˌoʊməˈlɪzjʊmæb</phoneme></lexeme>
  <lexeme><grapheme>omeprazole</grapheme><phoneme>oʊˈmɛprəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>ondansetron</grapheme><phoneme>ɑːnˈdænsətrɑːn</phoneme></lexeme>
  <lexeme><grapheme>opioid</grapheme><phoneme>ˈoʊpiɔɪd</phoneme></lexeme>
  <lexeme><grapheme>orlistat</grapheme><phoneme>ˈɔːrlɪstæt</phoneme></lexeme>
  <lexeme><grapheme>orphenadrine</grapheme><phoneme>ɔːrˈfɛnədriːn</phoneme></lexeme>
  <lexeme><grapheme>oseltamivir</grapheme><phoneme>ˌoʊsəlˈtæmɪvɪr</phoneme></lexeme>
  <lexeme><grapheme>oxaliplatin</grapheme><phoneme>ɑːkˈsælɪplætɪn</phoneme></lexeme>
  <lexeme><grapheme>oxazepam</grapheme><phoneme>ɑːkˈsæzəpæm</phoneme></lexeme>
  <lexeme><grapheme>oxcarbazepine</grapheme><phoneme>ˌɑːkskɑːrˈbæzəpiːn</phoneme></lexeme>
  <lexeme><grapheme>oxybutynin</grapheme><phoneme>ˌɑːksiˈbjuːtɪnɪn</phoneme></lexeme>
  <lexeme><grapheme>oxycodone</grapheme><phoneme>ˌɑːksiˈkoʊdoʊn</phoneme></lexeme>
  <lexeme><grapheme>oxymorphone</grapheme><phoneme>ˌɑːksiˈmɔːrfoʊn</phoneme></lexeme>
  <lexeme><grapheme>oxytocin</grapheme><phoneme>ˌɑːksiˈtoʊsɪn</phoneme></lexeme>
  <lexeme><grapheme>paclitaxel</grapheme><phoneme>ˌpæklɪˈtæksəl</phoneme></lexeme>
  <lexeme><grapheme>paliperidone</grapheme><phoneme>ˌpælɪˈpɛrɪdoʊn</phoneme></lexeme>
  <lexeme><grapheme>pantoprazole</grapheme><phoneme>pænˈtoʊprəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>paracetamol</grapheme><phoneme>ˌpærəˈsiːtəmɔːl</phoneme></lexeme>
  <lexeme><grapheme>paroxetine</grapheme><phoneme>pəˈrɑːksətiːn</phoneme></lexeme>
  <lexeme><grapheme>pembrolizumab</grapheme><phoneme>ˌpɛmbroʊˈlɪzjʊmæb</phoneme></lexeme>
  <lexeme><grapheme>penicillin</grapheme><phoneme>ˌpɛnɪˈsɪlɪn</phoneme></lexeme>
  <lexeme><grapheme>pentazocine</grapheme><phoneme>pɛnˈtæzəsiːn</phoneme></lexeme>
  <lexeme><grapheme>perampanel</grapheme><phoneme>pəˈræmpənɛl</phoneme></lexeme>
  <lexeme><grapheme>perphenazine</grapheme><phoneme>pərˈfɛnəziːn</phoneme></lexeme>
  <lexeme><grapheme>phenazopyridine</grapheme><phoneme>fəˌnæzoʊˈpɪrɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>phencyclidine</grapheme><phoneme>fɛnˈsaɪklɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>phenelzine</grapheme><phoneme>ˈfɛnəlziːn</phoneme></lexeme>
  <lexeme><grapheme>phenobarbital</grapheme><phoneme>ˌfiːnoʊˈbɑːrbɪtɔːl</phoneme></lexeme>
  <lexeme><grapheme>phentermine</grapheme><phoneme>ˈfɛntərmiːn</phoneme></lexeme>
  <lexeme><grapheme>phenylephrine</grapheme><phoneme>ˌfɛnəlˈɛfrɪn</phoneme></lexeme>
  <lexeme><grapheme>phenytoin</grapheme><phoneme>ˈfɛnɪtɔɪn</phoneme></lexeme>
  <lexeme><grapheme>pioglitazone</grapheme><phoneme>ˌpaɪoʊˈɡlɪtəzoʊn</phoneme></lexeme>
  <lexeme><grapheme>piroxicam</grapheme><phoneme>pɪˈrɑːksɪkæm</phoneme></lexeme>
  <lexeme><grapheme>pramipexole</grapheme><phoneme>ˌpræmɪˈpɛksoʊl</phoneme></lexeme>
  <lexeme><grapheme>prasugrel</grapheme><phoneme>ˈpræsəɡrɛl</phoneme></lexeme>
  <lexeme><grapheme>pravastatin</grapheme><phoneme>ˌprævəˈstætɪn</phoneme></lexeme>
  <lexeme><grapheme>prazosin</grapheme><phoneme>ˈpreɪzəsɪn</phoneme></lexeme>
  <lexeme><grapheme>prednisolone</grapheme><phoneme>prɛdˈnɪsəloʊn</phoneme></lexeme>
  <lexeme><grapheme>prednisone</grapheme><phoneme>ˈprɛdnɪsoʊn</phoneme></lexeme>
  <lexeme><grapheme>pregabalin</grapheme><phoneme>prɪˈɡæbəlɪn</phoneme></lexeme>
  <lexeme><grapheme>primidone</grapheme><phoneme>ˈprɪmɪdoʊn</phoneme></lexeme>
  <lexeme><grapheme>probenecid</grapheme><phoneme>proʊˈbɛnəsɪd</phoneme></lexeme>
  <lexeme><grapheme>prochlorperazine</grapheme><phoneme>ˌproʊklɔːrˈpɛrəziːn</phoneme></lexeme>
  <lexeme><grapheme>progesterone</grapheme><phoneme>proʊˈdʒɛstəroʊn</phoneme></lexeme>
  <lexeme><grapheme>promethazine</grapheme><phoneme>proʊˈmɛθəziːn</phoneme></lexeme>
  <lexeme><grapheme>propofol</grapheme><phoneme>ˈproʊpəfɔːl</phoneme></lexeme>
  <lexeme><grapheme>propranolol</grapheme><phoneme>proʊˈprænəlɔːl</phoneme></lexeme>
  <lexeme><grapheme>propylthiouracil</grapheme><phoneme>ˌproʊpəlˌθaɪoʊˈjʊrəsɪl</phoneme></lexeme>
  <lexeme><grapheme>pseudoephedrine</grapheme><phoneme>ˌsuːdoʊɪˈfɛdrɪn</phoneme></lexeme>
  <lexeme><grapheme>psilocybin</grapheme><phoneme>ˌsaɪləˈsaɪbɪn</phoneme></lexeme>
  <lexeme><grapheme>pyrazinamide</grapheme><phoneme>ˌpɪrəˈzɪnəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>pyridostigmine</grapheme><phoneme>ˌpɪrɪdoʊˈstɪɡmiːn</phoneme></lexeme>
  <lexeme><grapheme>quetiapine</grapheme><phoneme>kwɛˈtaɪəpiːn</phoneme></lexeme>
  <lexeme><grapheme>quinapril</grapheme><phoneme>ˈkwɪnəprɪl</phoneme></lexeme>
  <lexeme><grapheme>rabeprazole</grapheme><phoneme>rəˈbɛprəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>raloxifene</grapheme><phoneme>rəˈlɑːksɪfiːn</phoneme></lexeme>
  <lexeme><grapheme>raltegravir</grapheme><phoneme>rælˈtɛɡrəvɪr</phoneme></lexeme>
  <lexeme><grapheme>ramelteon</grapheme><phoneme>rəˈmɛltiɑːn</phoneme></lexeme>
  <lexeme><grapheme>ramipril</grapheme><phoneme>rəˈmɪprɪl</phoneme></lexeme>
  <lexeme><grapheme>ranitidine</grapheme><phoneme>rəˈnɪtɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>ranolazine</grapheme><phoneme>rəˈnoʊləziːn</phoneme></lexeme>
  <lexeme><grapheme>rasagiline</grapheme><phoneme>rəˈsædʒɪliːn</phoneme></lexeme>
  <lexeme><grapheme>remdesivir</grapheme><phoneme>rɛmˈdɛsɪvɪr</phoneme></lexeme>
  <lexeme><grapheme>repaglinide</grapheme><phoneme>rɪˈpæɡlɪnaɪd</phoneme></lexeme>
  <lexeme><grapheme>rifampin</grapheme><phoneme>rɪˈfæmpɪn</phoneme></lexeme>
  <lexeme><grapheme>rifaximin</grapheme><phoneme>rɪˈfæksɪmɪn</phoneme></lexeme>
  <lexeme><grapheme>riluzole</grapheme><phoneme>ˈrɪləzoʊl</phoneme></lexeme>
  <lexeme><grapheme>risedronate</grapheme><phoneme>rɪˈsɛdrəneɪt</phoneme></lexeme>
  <lexeme><grapheme>risperidone</grapheme><phoneme>rɪˈspɛrɪdoʊn</phoneme></lexeme>
  <lexeme><grapheme>ritonavir</grapheme><phoneme>rɪˈtoʊnəvɪr</phoneme></lexeme>
  <lexeme><grapheme>rituximab</grapheme><phoneme>rɪˈtʌksɪmæb</phoneme></lexeme>
  <lexeme><grapheme>rivaroxaban</grapheme><phoneme>ˌrɪvəˈrɑːksəbæn</phoneme></lexeme>
  <lexeme><grapheme>rivastigmine</grapheme><phoneme>ˌrɪvəˈstɪɡmiːn</phoneme></lexeme>
  <lexeme><grapheme>rizatriptan</grapheme><phoneme>ˌraɪzəˈtrɪptən</phoneme></lexeme>
  <lexeme><grapheme>ropinirole</grapheme><phoneme>roʊˈpɪnɪroʊl</phoneme></lexeme>
  <lexeme><grapheme>rosuvastatin</grapheme><phoneme>roʊˌsuːvəˈstætɪn</phoneme></lexeme>
  <lexeme><grapheme>sacubitril</grapheme><phoneme>səˈkjuːbɪtrɪl</phoneme></lexeme>
  <lexeme><grapheme>salmeterol</grapheme><phoneme>sælˈmɛtərɔːl</phoneme></lexeme>
  <lexeme><grapheme>saxagliptin</grapheme><phoneme>ˌsæksəˈɡlɪptɪn</phoneme></lexeme>
  <lexeme><grapheme>selegiline</grapheme><phoneme>səˈlɛdʒɪliːn</phoneme></lexeme>
  <lexeme><grapheme>semaglutide</grapheme><phoneme>ˌsɛməˈɡluːtaɪd</phoneme></lexeme>
  <lexeme><grapheme>sertraline</grapheme><phoneme>ˈsɜːrtrəliːn</phoneme></lexeme>
  <lexeme><grapheme>sildenafil</grapheme><phoneme>sɪlˈdɛnəfɪl</phoneme></lexeme>
  <lexeme><grapheme>simethicone</grapheme><phoneme>sɪˈmɛθɪkoʊn</phoneme></lexeme>
  <lexeme><grapheme>simvastatin</grapheme><phoneme>ˌsɪmvəˈstætɪn</phoneme></lexeme>
  <lexeme><grapheme>sitagliptin</grapheme><phoneme>ˌsɪtəˈɡlɪptɪn</phoneme></lexeme>
  <lexeme><grapheme>sofosbuvir</grapheme><phoneme>soʊˈfɑːsbjʊvɪr</phoneme></lexeme>
  <lexeme><grapheme>solifenacin</grapheme><phoneme>ˌsoʊlɪˈfɛnəsɪn</phoneme></lexeme>
  <lexeme><grapheme>sotalol</grapheme><phoneme>ˈsoʊtəlɔːl</phoneme></lexeme>
  <lexeme><grapheme>spironolactone</grapheme><phoneme>ˌspɪrənoʊˈlæktoʊn</phoneme></lexeme>
  <lexeme><grapheme>sucralfate</grapheme><phoneme>suːˈkrælfeɪt</phoneme></lexeme>
  <lexeme><grapheme>sufentanil</grapheme><phoneme>suːˈfɛntənɪl</phoneme></lexeme>
  <lexeme><grapheme>sulfamethoxazole</grapheme><phoneme>ˌsʌlfəmɛˈθɑːksəzoʊl</phoneme></lexeme>
  <lexeme><grapheme>sulfasalazine</grapheme><phoneme>ˌsʌlfəˈsæləziːn</phoneme></lexeme>
  <lexeme><grapheme>sumatriptan</grapheme><phoneme>ˌsuːməˈtrɪptən</phoneme></lexeme>
  <lexeme><grapheme>suvorexant</grapheme><phoneme>ˌsuːvəˈrɛksənt</phoneme></lexeme>
  <lexeme><grapheme>tacrolimus</grapheme><phoneme>tæˈkroʊlɪməs</phoneme></lexeme>
  <lexeme><grapheme>tadalafil</grapheme><phoneme>təˈdæləfɪl</phoneme></lexeme>
  <lexeme><grapheme>tamoxifen</grapheme><phoneme>təˈmɑːksɪfɛn</phoneme></lexeme>
  <lexeme><grapheme>tamsulosin</grapheme><phoneme>tæmˈsuːləsɪn</phoneme></lexeme>
  <lexeme><grapheme>tapentadol</grapheme><phoneme>təˈpɛntədɔːl</phoneme></lexeme>
  <lexeme><grapheme>telmisartan</grapheme><phoneme>ˌtɛlmɪˈsɑːrtən</phoneme></lexeme>
  <lexeme><grapheme>temazepam</grapheme><phoneme>təˈmæzəpæm</phoneme></lexeme>
  <lexeme><grapheme>tenofovir</grapheme><phoneme>təˈnoʊfəvɪr</phoneme></lexeme>
  <lexeme><grapheme>terazosin</grapheme><phoneme>tɛˈreɪzəsɪn</phoneme></lexeme>
  <lexeme><grapheme>terbinafine</grapheme><phoneme>tɜːrˈbɪnəfiːn</phoneme></lexeme>
  <lexeme><grapheme>teriparatide</grapheme><phoneme>ˌtɛrɪˈpærətaɪd</phoneme></lexeme>
  <lexeme><grapheme>testosterone</grapheme><phoneme>tɛˈstɑːstəroʊn</phoneme></lexeme>
  <lexeme><grapheme>tetracycline</grapheme><phoneme>ˌtɛtrəˈsaɪkliːn</phoneme></lexeme>
  <lexeme><grapheme>tetrahydrocannabinol</grapheme><phoneme>ˌtɛtrəˌhaɪdroʊkəˈnæbɪnɔːl</phoneme></lexeme>
  <lexeme><grapheme>theophylline</grapheme><phoneme>θiˈɑːfɪlɪn</phoneme></lexeme>
  <lexeme><grapheme>thioridazine</grapheme><phoneme>ˌθaɪəˈrɪdəziːn</phoneme></lexeme>
  <lexeme><grapheme>tiagabine</grapheme><phoneme>taɪˈæɡəbiːn</phoneme></lexeme>
  <lexeme><grapheme>ticagrelor</grapheme><phoneme>taɪˈkæɡrəlɔːr</phoneme></lexeme>
  <lexeme><grapheme>timolol</grapheme><phoneme>ˈtaɪməlɔːl</phoneme></lexeme>
  <lexeme><grapheme>tiotropium</grapheme><phoneme>ˌtaɪəˈtroʊpiəm</phoneme></lexeme>
  <lexeme><grapheme>tirzepatide</grapheme><phoneme>tɜːrˈzɛpətaɪd</phoneme></lexeme>
  <lexeme><grapheme>tizanidine</grapheme><phoneme>taɪˈzænɪdiːn</phoneme></lexeme>
  <lexeme><grapheme>tocilizumab</grapheme><phoneme>ˌtoʊsɪˈlɪzjʊmæb</phoneme></lexeme>
  <lexeme><grapheme>tofacitinib</grapheme><phoneme>ˌtoʊfəˈsaɪtɪnɪb</phoneme></lexeme>
  <lexeme><grapheme>tolterodine</grapheme><phoneme>toʊlˈtɛrədiːn</phoneme></lexeme>
  <lexeme><grapheme>topiramate</grapheme><phoneme>toʊˈpaɪrəmeɪt</phoneme></lexeme>
  <lexeme><grapheme>torsemide</grapheme><phoneme>ˈtɔːrsəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>tramadol</grapheme><phoneme>ˈtræmədɔːl</phoneme></lexeme>
  <lexeme><grapheme>tranexamic</grapheme><phoneme>ˌtrænɛkˈsæmɪk</phoneme></lexeme>
  <lexeme><grapheme>trastuzumab</grapheme><phoneme>træsˈtuːzʊmæb</phoneme></lexeme>
  <lexeme><grapheme>trazodone</grapheme><phoneme>ˈtræzədoʊn</phoneme></lexeme>
  <lexeme><grapheme>tretinoin</grapheme><phoneme>ˈtrɛtɪnɔɪn</phoneme></lexeme>
  <lexeme><grapheme>triamcinolone</grapheme><phoneme>ˌtraɪæmˈsɪnəloʊn</phoneme></lexeme>
  <lexeme><grapheme>triamterene</grapheme><phoneme>traɪˈæmtəriːn</phoneme></lexeme>
  <lexeme><grapheme>triazolam</grapheme><phoneme>traɪˈæzəlæm</phoneme></lexeme>
  <lexeme><grapheme>trifluoperazine</grapheme><phoneme>traɪˌfluːoʊˈpɛrəziːn</phoneme></lexeme>
  <lexeme><grapheme>trihexyphenidyl</grapheme><phoneme>traɪˌhɛksiˈfɛnɪdɪl</phoneme></lexeme>
  <lexeme><grapheme>trimethoprim</grapheme><phoneme>traɪˈmɛθəprɪm</phoneme></lexeme>
  <lexeme><grapheme>ustekinumab</grapheme><phoneme>ˌʌstəˈkɪnjʊmæb</phoneme></lexeme>
  <lexeme><grapheme>valacyclovir</grapheme><phoneme>ˌvæləˈsaɪkləvɪr</phoneme></lexeme>
  <lexeme><grapheme>valproate</grapheme><phoneme>vælˈproʊeɪt</phoneme></lexeme>
  <lexeme><grapheme>valsartan</grapheme><phoneme>vælˈsɑːrtən</phoneme></lexeme>
  <lexeme><grapheme>vancomycin</grapheme><phoneme>ˌvæŋkəˈmaɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>vardenafil</grapheme><phoneme>vɑːrˈdɛnəfɪl</phoneme></lexeme>
  <lexeme><grapheme>varenicline</grapheme><phoneme>vəˈrɛnɪkliːn</phoneme></lexeme>
  <lexeme><grapheme>venlafaxine</grapheme><phoneme>ˌvɛnləˈfæksiːn</phoneme></lexeme>
  <lexeme><grapheme>verapamil</grapheme><phoneme>vəˈræpəmɪl</phoneme></lexeme>
  <lexeme><grapheme>vigabatrin</grapheme><phoneme>vaɪˈɡæbətrɪn</phoneme></lexeme>
  <lexeme><grapheme>vilazodone</grapheme><phoneme>vɪˈlæzədoʊn</phoneme></lexeme>
  <lexeme><grapheme>vortioxetine</grapheme><phoneme>ˌvɔːrtiˈɑːksətiːn</phoneme></lexeme>
  <lexeme><grapheme>warfarin</grapheme><phoneme>ˈwɔːrfərɪn</phoneme></lexeme>
  <lexeme><grapheme>xylazine</grapheme><phoneme>ˈzaɪləziːn</phoneme></lexeme>
  <lexeme><grapheme>zaleplon</grapheme><phoneme>ˈzæləplɑːn</phoneme></lexeme>
  <lexeme><grapheme>zidovudine</grapheme><phoneme>zaɪˈdoʊvjʊdiːn</phoneme></lexeme>
  <lexeme><grapheme>ziprasidone</grapheme><phoneme>zɪˈpreɪsɪdoʊn</phoneme></lexeme>
  <lexeme><grapheme>zoledronic</grapheme><phoneme>ˌzoʊləˈdrɑːnɪk</phoneme></lexeme>
  <lexeme><grapheme>zolmitriptan</grapheme><phoneme>ˌzoʊlmɪˈtrɪptən</phoneme></lexeme>
  <lexeme><grapheme>zolpidem</grapheme><phoneme>ˈzoʊlpɪdɛm</phoneme></lexeme>
  <lexeme><grapheme>zonisamide</grapheme><phoneme>zoʊˈnɪsəmaɪd</phoneme></lexeme>

  <!-- Drugs, by the names they are sold under. -->
  <lexeme><grapheme>Eliquis</grapheme><phoneme>ˈɛlɪkwɪs</phoneme></lexeme>
  <lexeme><grapheme>Jardiance</grapheme><phoneme>ˈdʒɑːrdiəns</phoneme></lexeme>
  <lexeme><grapheme>Mounjaro</grapheme><phoneme>maʊnˈdʒɑːroʊ</phoneme></lexeme>
  <lexeme><grapheme>Ozempic</grapheme><phoneme>oʊˈzɛmpɪk</phoneme></lexeme>
  <lexeme><grapheme>Paxlovid</grapheme><phoneme>pæksˈloʊvɪd</phoneme></lexeme>
  <lexeme><grapheme>Suboxone</grapheme><phoneme>səˈbɑːksoʊn</phoneme></lexeme>
  <lexeme><grapheme>Vivitrol</grapheme><phoneme>ˈvɪvɪtrɔːl</phoneme></lexeme>
  <lexeme><grapheme>Wegovy</grapheme><phoneme>wɪˈɡoʊvi</phoneme></lexeme>
  <lexeme><grapheme>Xarelto</grapheme><phoneme>zəˈrɛltoʊ</phoneme></lexeme>

  <!-- Abbreviations that are said as words; an engine that can't be told sounds reads the alias. -->
  <lexeme><grapheme>NSAID</grapheme><phoneme>ˈɛnsɛd</phoneme><alias>en-said</alias></lexeme>
  <lexeme><grapheme>GABA</grapheme><phoneme>ˈɡæbə</phoneme><alias>gabba</alias></lexeme>
  <lexeme><grapheme>MRSA</grapheme><phoneme>ˈmɜːrsə</phoneme><alias>mersa</alias></lexeme>
  <lexeme><grapheme>SAMHSA</grapheme><phoneme>ˈsæmsə</phoneme><alias>sam-sa</alias></lexeme>
  <lexeme><grapheme>CPAP</grapheme><phoneme>ˈsiːpæp</phoneme><alias>see-pap</alias></lexeme>
  <lexeme><grapheme>CABG</grapheme><phoneme>ˈkæbɪdʒ</phoneme><alias>cabbage</alias></lexeme>
  <lexeme><grapheme>GERD</grapheme><phoneme>ɡɜːrd</phoneme><alias>gurd</alias></lexeme>
  <lexeme><grapheme>HIPAA</grapheme><phoneme>ˈhɪpə</phoneme><alias>hippa</alias></lexeme>
  <lexeme><grapheme>BRCA</grapheme><phoneme>ˈbrækə</phoneme><alias>bracka</alias></lexeme>
  <lexeme><grapheme>STEMI</grapheme><phoneme>ˈstɛmi</phoneme><alias>stemmy</alias></lexeme>
  <lexeme><grapheme>NSTEMI</grapheme><phoneme>ˈɛnstɛmi</phoneme><alias>en-stemmy</alias></lexeme>
  <lexeme><grapheme>NICU</grapheme><phoneme>ˈnɪkjuː</phoneme><alias>nick-you</alias></lexeme>
  <lexeme><grapheme>PICU</grapheme><phoneme>ˈpɪkjuː</phoneme><alias>pick-you</alias></lexeme>
  <lexeme><grapheme>LASIK</grapheme><phoneme>ˈleɪsɪk</phoneme><alias>lay-sick</alias></lexeme>
  <lexeme><grapheme>NAMI</grapheme><phoneme>ˈnæmi</phoneme><alias>nammy</alias></lexeme>
  <lexeme><grapheme>DOAC</grapheme><phoneme>ˈdoʊæk</phoneme><alias>doe-ack</alias></lexeme>
  <lexeme><grapheme>HELLP</grapheme><phoneme>hɛlp</phoneme><alias>help</alias></lexeme>
  <lexeme role="voice:exact"><grapheme>BiPAP</grapheme><phoneme>ˈbaɪpæp</phoneme><alias>by-pap</alias></lexeme>
  <lexeme role="voice:exact"><grapheme>PrEP</grapheme><phoneme>prɛp</phoneme><alias>prep</alias></lexeme>
  <lexeme><grapheme>AFib</grapheme><grapheme>A-fib</grapheme><phoneme>ˈeɪfɪb</phoneme><alias>A-fib</alias></lexeme>
  <lexeme><grapheme>PubMed</grapheme><phoneme>ˈpʌbmɛd</phoneme><alias>pub-med</alias></lexeme>
  <lexeme><grapheme>OB-GYN</grapheme><grapheme>OB/GYN</grapheme><grapheme>OBGYN</grapheme><phoneme>ˌoʊˌbiːˌdʒiːˌwaɪˈɛn</phoneme><alias>O B G Y N</alias></lexeme>
  <lexeme role="voice:exact"><grapheme>the WHO</grapheme><alias>the W H O</alias></lexeme>
  <lexeme role="voice:exact"><grapheme>The WHO</grapheme><alias>The W H O</alias></lexeme>
  <lexeme><grapheme>DSM-5</grapheme><alias>D S M 5</alias></lexeme>
  <lexeme><grapheme>ICD-10</grapheme><alias>I C D 10</alias></lexeme>
  <lexeme><grapheme>ICD-11</grapheme><alias>I C D 11</alias></lexeme>
  <lexeme><grapheme>SGLT2</grapheme><alias>S G L T 2</alias></lexeme>

  <!-- Abbreviations that are spelled. -->
  <lexeme><grapheme>ADHD</grapheme><phoneme>ˌeɪˌdiːˌeɪtʃˈdiː</phoneme><alias>A D H D</alias></lexeme>
  <lexeme><grapheme>AED</grapheme><phoneme>ˌeɪˌiːˈdiː</phoneme><alias>A E D</alias></lexeme>
  <lexeme><grapheme>ALS</grapheme><phoneme>ˌeɪˌɛlˈɛs</phoneme><alias>A L S</alias></lexeme>
  <lexeme><grapheme>ALT</grapheme><phoneme>ˌeɪˌɛlˈtiː</phoneme><alias>A L T</alias></lexeme>
  <lexeme><grapheme>ARB</grapheme><phoneme>ˌeɪˌɑːrˈbiː</phoneme><alias>A R B</alias></lexeme>
  <lexeme><grapheme>ARDS</grapheme><phoneme>ˌeɪˌɑːrˌdiːˈɛs</phoneme><alias>A R D S</alias></lexeme>
  <lexeme><grapheme>AST</grapheme><phoneme>ˌeɪˌɛsˈtiː</phoneme><alias>A S T</alias></lexeme>
  <lexeme><grapheme>AUD</grapheme><phoneme>ˌeɪˌjuːˈdiː</phoneme><alias>A U D</alias></lexeme>
  <lexeme><grapheme>BMI</grapheme><phoneme>ˌbiːˌɛmˈaɪ</phoneme><alias>B M I</alias></lexeme>
  <lexeme><grapheme>BUN</grapheme><phoneme>ˌbiːˌjuːˈɛn</phoneme><alias>B U N</alias></lexeme>
  <lexeme><grapheme>CAD</grapheme><phoneme>ˌsiːˌeɪˈdiː</phoneme><alias>C A D</alias></lexeme>
  <lexeme><grapheme>CBC</grapheme><phoneme>ˌsiːˌbiːˈsiː</phoneme><alias>C B C</alias></lexeme>
  <lexeme><grapheme>CBD</grapheme><phoneme>ˌsiːˌbiːˈdiː</phoneme><alias>C B D</alias></lexeme>
  <lexeme><grapheme>CBT</grapheme><phoneme>ˌsiːˌbiːˈtiː</phoneme><alias>C B T</alias></lexeme>
  <lexeme><grapheme>CDC</grapheme><phoneme>ˌsiːˌdiːˈsiː</phoneme><alias>C D C</alias></lexeme>
  <lexeme><grapheme>CHF</grapheme><phoneme>ˌsiːˌeɪtʃˈɛf</phoneme><alias>C H F</alias></lexeme>
  <lexeme><grapheme>CKD</grapheme><phoneme>ˌsiːˌkeɪˈdiː</phoneme><alias>C K D</alias></lexeme>
  <lexeme><grapheme>COPD</grapheme><phoneme>ˌsiːˌoʊˌpiːˈdiː</phoneme><alias>C O P D</alias></lexeme>
  <lexeme><grapheme>CPR</grapheme><phoneme>ˌsiːˌpiːˈɑːr</phoneme><alias>C P R</alias></lexeme>
  <lexeme><grapheme>CVD</grapheme><phoneme>ˌsiːˌviːˈdiː</phoneme><alias>C V D</alias></lexeme>
  <lexeme><grapheme>DBT</grapheme><phoneme>ˌdiːˌbiːˈtiː</phoneme><alias>D B T</alias></lexeme>
  <lexeme><grapheme>DEA</grapheme><phoneme>ˌdiːˌiːˈeɪ</phoneme><alias>D E A</alias></lexeme>
  <lexeme><grapheme>DNA</grapheme><phoneme>ˌdiːˌɛnˈeɪ</phoneme><alias>D N A</alias></lexeme>
  <lexeme><grapheme>DNR</grapheme><phoneme>ˌdiːˌɛnˈɑːr</phoneme><alias>D N R</alias></lexeme>
  <lexeme><grapheme>DVT</grapheme><phoneme>ˌdiːˌviːˈtiː</phoneme><alias>D V T</alias></lexeme>
  <lexeme><grapheme>DXM</grapheme><phoneme>ˌdiːˌɛksˈɛm</phoneme><alias>D X M</alias></lexeme>
  <lexeme><grapheme>ECG</grapheme><phoneme>ˌiːˌsiːˈdʒiː</phoneme><alias>E C G</alias></lexeme>
  <lexeme><grapheme>ECT</grapheme><phoneme>ˌiːˌsiːˈtiː</phoneme><alias>E C T</alias></lexeme>
  <lexeme><grapheme>EEG</grapheme><phoneme>ˌiːˌiːˈdʒiː</phoneme><alias>E E G</alias></lexeme>
  <lexeme><grapheme>EKG</grapheme><phoneme>ˌiːˌkeɪˈdʒiː</phoneme><alias>E K G</alias></lexeme>
  <lexeme><grapheme>EMDR</grapheme><phoneme>ˌiːˌɛmˌdiːˈɑːr</phoneme><alias>E M D R</alias></lexeme>
  <lexeme><grapheme>EMG</grapheme><phoneme>ˌiːˌɛmˈdʒiː</phoneme><alias>E M G</alias></lexeme>
  <lexeme><grapheme>EMT</grapheme><phoneme>ˌiːˌɛmˈtiː</phoneme><alias>E M T</alias></lexeme>
  <lexeme><grapheme>ESRD</grapheme><phoneme>ˌiːˌɛsˌɑːrˈdiː</phoneme><alias>E S R D</alias></lexeme>
  <lexeme><grapheme>FDA</grapheme><phoneme>ˌɛfˌdiːˈeɪ</phoneme><alias>F D A</alias></lexeme>
  <lexeme><grapheme>GFR</grapheme><phoneme>ˌdʒiːˌɛfˈɑːr</phoneme><alias>G F R</alias></lexeme>
  <lexeme><grapheme>GHB</grapheme><phoneme>ˌdʒiːˌeɪtʃˈbiː</phoneme><alias>G H B</alias></lexeme>
  <lexeme><grapheme>HDL</grapheme><phoneme>ˌeɪtʃˌdiːˈɛl</phoneme><alias>H D L</alias></lexeme>
  <lexeme><grapheme>HIV</grapheme><phoneme>ˌeɪtʃˌaɪˈviː</phoneme><alias>H I V</alias></lexeme>
  <lexeme><grapheme>HPV</grapheme><phoneme>ˌeɪtʃˌpiːˈviː</phoneme><alias>H P V</alias></lexeme>
  <lexeme><grapheme>HRT</grapheme><phoneme>ˌeɪtʃˌɑːrˈtiː</phoneme><alias>H R T</alias></lexeme>
  <lexeme><grapheme>HSV</grapheme><phoneme>ˌeɪtʃˌɛsˈviː</phoneme><alias>H S V</alias></lexeme>
  <lexeme><grapheme>IBD</grapheme><phoneme>ˌaɪˌbiːˈdiː</phoneme><alias>I B D</alias></lexeme>
  <lexeme><grapheme>IBS</grapheme><phoneme>ˌaɪˌbiːˈɛs</phoneme><alias>I B S</alias></lexeme>
  <lexeme><grapheme>ICU</grapheme><phoneme>ˌaɪˌsiːˈjuː</phoneme><alias>I C U</alias></lexeme>
  <lexeme><grapheme>INR</grapheme><phoneme>ˌaɪˌɛnˈɑːr</phoneme><alias>I N R</alias></lexeme>
  <lexeme><grapheme>IUD</grapheme><phoneme>ˌaɪˌjuːˈdiː</phoneme><alias>I U D</alias></lexeme>
  <lexeme><grapheme>LDL</grapheme><phoneme>ˌɛlˌdiːˈɛl</phoneme><alias>L D L</alias></lexeme>
  <lexeme><grapheme>LSD</grapheme><phoneme>ˌɛlˌɛsˈdiː</phoneme><alias>L S D</alias></lexeme>
  <lexeme><grapheme>MAOI</grapheme><phoneme>ˌɛmˌeɪˌoʊˈaɪ</phoneme><alias>M A O I</alias></lexeme>
  <lexeme><grapheme>MDMA</grapheme><phoneme>ˌɛmˌdiːˌɛmˈeɪ</phoneme><alias>M D M A</alias></lexeme>
  <lexeme><grapheme>MMR</grapheme><phoneme>ˌɛmˌɛmˈɑːr</phoneme><alias>M M R</alias></lexeme>
  <lexeme><grapheme>MRI</grapheme><phoneme>ˌɛmˌɑːrˈaɪ</phoneme><alias>M R I</alias></lexeme>
  <lexeme><grapheme>NIH</grapheme><phoneme>ˌɛnˌaɪˈeɪtʃ</phoneme><alias>N I H</alias></lexeme>
  <lexeme><grapheme>NHS</grapheme><phoneme>ˌɛnˌeɪtʃˈɛs</phoneme><alias>N H S</alias></lexeme>
  <lexeme><grapheme>OCD</grapheme><phoneme>ˌoʊˌsiːˈdiː</phoneme><alias>O C D</alias></lexeme>
  <lexeme><grapheme>OTC</grapheme><phoneme>ˌoʊˌtiːˈsiː</phoneme><alias>O T C</alias></lexeme>
  <lexeme><grapheme>OUD</grapheme><phoneme>ˌoʊˌjuːˈdiː</phoneme><alias>O U D</alias></lexeme>
  <lexeme><grapheme>PCOS</grapheme><phoneme>ˌpiːˌsiːˌoʊˈɛs</phoneme><alias>P C O S</alias></lexeme>
  <lexeme><grapheme>PCP</grapheme><phoneme>ˌpiːˌsiːˈpiː</phoneme><alias>P C P</alias></lexeme>
  <lexeme><grapheme>PCR</grapheme><phoneme>ˌpiːˌsiːˈɑːr</phoneme><alias>P C R</alias></lexeme>
  <lexeme><grapheme>PPI</grapheme><phoneme>ˌpiːˌpiːˈaɪ</phoneme><alias>P P I</alias></lexeme>
  <lexeme><grapheme>PSA</grapheme><phoneme>ˌpiːˌɛsˈeɪ</phoneme><alias>P S A</alias></lexeme>
  <lexeme><grapheme>PTSD</grapheme><phoneme>ˌpiːˌtiːˌɛsˈdiː</phoneme><alias>P T S D</alias></lexeme>
  <lexeme><grapheme>PVC</grapheme><phoneme>ˌpiːˌviːˈsiː</phoneme><alias>P V C</alias></lexeme>
  <lexeme><grapheme>RBC</grapheme><phoneme>ˌɑːrˌbiːˈsiː</phoneme><alias>R B C</alias></lexeme>
  <lexeme><grapheme>RNA</grapheme><phoneme>ˌɑːrˌɛnˈeɪ</phoneme><alias>R N A</alias></lexeme>
  <lexeme><grapheme>RSV</grapheme><phoneme>ˌɑːrˌɛsˈviː</phoneme><alias>R S V</alias></lexeme>
  <lexeme><grapheme>SNRI</grapheme><phoneme>ˌɛsˌɛnˌɑːrˈaɪ</phoneme><alias>S N R I</alias></lexeme>
  <lexeme><grapheme>SSRI</grapheme><phoneme>ˌɛsˌɛsˌɑːrˈaɪ</phoneme><alias>S S R I</alias></lexeme>
  <lexeme><grapheme>STD</grapheme><phoneme>ˌɛsˌtiːˈdiː</phoneme><alias>S T D</alias></lexeme>
  <lexeme><grapheme>STI</grapheme><phoneme>ˌɛsˌtiːˈaɪ</phoneme><alias>S T I</alias></lexeme>
  <lexeme><grapheme>SUD</grapheme><phoneme>ˌɛsˌjuːˈdiː</phoneme><alias>S U D</alias></lexeme>
  <lexeme><grapheme>TBI</grapheme><phoneme>ˌtiːˌbiːˈaɪ</phoneme><alias>T B I</alias></lexeme>
  <lexeme><grapheme>THC</grapheme><phoneme>ˌtiːˌeɪtʃˈsiː</phoneme><alias>T H C</alias></lexeme>
  <lexeme><grapheme>TIA</grapheme><phoneme>ˌtiːˌaɪˈeɪ</phoneme><alias>T I A</alias></lexeme>
  <lexeme><grapheme>TMJ</grapheme><phoneme>ˌtiːˌɛmˈdʒeɪ</phoneme><alias>T M J</alias></lexeme>
  <lexeme><grapheme>TMS</grapheme><phoneme>ˌtiːˌɛmˈɛs</phoneme><alias>T M S</alias></lexeme>
  <lexeme><grapheme>TSH</grapheme><phoneme>ˌtiːˌɛsˈeɪtʃ</phoneme><alias>T S H</alias></lexeme>
  <lexeme><grapheme>UTI</grapheme><phoneme>ˌjuːˌtiːˈaɪ</phoneme><alias>U T I</alias></lexeme>
  <lexeme><grapheme>VTE</grapheme><phoneme>ˌviːˌtiːˈiː</phoneme><alias>V T E</alias></lexeme>
  <lexeme><grapheme>WBC</grapheme><phoneme>ˌdʌbəljuːˌbiːˈsiː</phoneme><alias>W B C</alias></lexeme>
</lexicon>
