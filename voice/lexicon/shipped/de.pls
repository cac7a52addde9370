<?xml version="1.0" encoding="UTF-8"?>
<!-- Namen von Arzneimitteln und medizinische Abkürzungen. Eigene Umschriften; docs/lexicon.md sagt, wie man sie ändert. -->
<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xmlns:voice="urn:article-voice:lexicon"
    version="1.0" alphabet="ipa" xml:lang="de">

  <!-- Arzneimittel. -->
  <lexeme><grapheme>Alprazolam</grapheme><phoneme>alpratsoˈlaːm</phoneme></lexeme>
  <lexeme><grapheme>Amitriptylin</grapheme><phoneme>amitrɪptyˈliːn</phoneme></lexeme>
  <lexeme><grapheme>Baclofen</grapheme><phoneme>bakloˈfeːn</phoneme></lexeme>
  <lexeme><grapheme>Bisoprolol</grapheme><phoneme>bizoproˈloːl</phoneme></lexeme>
  <lexeme><grapheme>Buprenorphin</grapheme><phoneme>buprenɔrˈfiːn</phoneme></lexeme>
  <lexeme><grapheme>Cephalosporin</grapheme><phoneme>tsefalospoˈriːn</phoneme></lexeme>
  <lexeme><grapheme>Cetirizin</grapheme><phoneme>tsetiriˈtsiːn</phoneme></lexeme>
  <lexeme><grapheme>Citalopram</grapheme><phoneme>tsitaloˈpraːm</phoneme></lexeme>
  <lexeme><grapheme>Clonazepam</grapheme><phoneme>klonatseˈpaːm</phoneme></lexeme>
  <lexeme><grapheme>Clozapin</grapheme><phoneme>klotsaˈpiːn</phoneme></lexeme>
  <lexeme><grapheme>Diazepam</grapheme><phoneme>diatseˈpaːm</phoneme></lexeme>
  <lexeme><grapheme>Diclofenac</grapheme><phoneme>dikloˈfeːnak</phoneme></lexeme>
  <lexeme><grapheme>Duloxetin</grapheme><phoneme>dulɔkseˈtiːn</phoneme></lexeme>
  <lexeme><grapheme>Escitalopram</grapheme><phoneme>ɛstsitaloˈpraːm</phoneme></lexeme>
  <lexeme><grapheme>Fluoxetin</grapheme><phoneme>fluɔkseˈtiːn</phoneme></lexeme>
  <lexeme><grapheme>Ibuprofen</grapheme><phoneme>ibuproˈfeːn</phoneme></lexeme>
  <lexeme><grapheme>Levothyroxin</grapheme><phoneme>levotyrɔˈksiːn</phoneme></lexeme>
  <lexeme><grapheme>Lorazepam</grapheme><phoneme>loratseˈpaːm</phoneme></lexeme>
  <lexeme><grapheme>Methadon</grapheme><phoneme>metaˈdoːn</phoneme></lexeme>
  <lexeme><grapheme>Metoprolol</grapheme><phoneme>metoproˈloːl</phoneme></lexeme>
  <lexeme><grapheme>Mirtazapin</grapheme><phoneme>mɪrtatsaˈpiːn</phoneme></lexeme>
  <lexeme><grapheme>Naloxon</grapheme><phoneme>nalɔˈksoːn</phoneme></lexeme>
  <lexeme><grapheme>Naproxen</grapheme><phoneme>naprɔˈkseːn</phoneme></lexeme>
  <lexeme><grapheme>Olanzapin</grapheme><phoneme>olantsaˈpiːn</phoneme></lexeme>
  <lexeme><grapheme>Omeprazol</grapheme><phoneme>omepraˈtsoːl</phoneme></lexeme>
  <lexeme><grapheme>Oxazepam</grapheme><phoneme>ɔksatseˈpaːm</phoneme></lexeme>
  <lexeme><grapheme>Pantoprazol</grapheme><phoneme>pantopraˈtsoːl</phoneme></lexeme>
  <lexeme><grapheme>Paroxetin</grapheme><phoneme>parɔkseˈtiːn</phoneme></lexeme>
  <lexeme><grapheme>Quetiapin</grapheme><phoneme>kvetiaˈpiːn</phoneme></lexeme>
  <lexeme><grapheme>Ramipril</grapheme><phoneme>ramiˈpriːl</phoneme></lexeme>
  <lexeme><grapheme>Risperidon</grapheme><phoneme>rɪsperiˈdoːn</phoneme></lexeme>
  <lexeme><grapheme>Rivaroxaban</grapheme><phoneme>rivarɔksaˈbaːn</phoneme></lexeme>
  <lexeme><grapheme>Simvastatin</grapheme><phoneme>zɪmvastaˈtiːn</phoneme></lexeme>
  <lexeme><grapheme>Venlafaxin</grapheme><phoneme>vɛnlafaˈksiːn</phoneme></lexeme>

  <!-- Abkürzungen, die buchstabiert werden. -->
  <lexeme><grapheme>ADHS</grapheme><alias>A D H S</alias></lexeme>
  <lexeme><grapheme>ASS</grapheme><alias>A S S</alias></lexeme>
  <lexeme><grapheme>BMI</grapheme><alias>B M I</alias></lexeme>
  <lexeme><grapheme>COPD</grapheme><alias>C O P D</alias></lexeme>
  <lexeme><grapheme>CT</grapheme><alias>C T</alias></lexeme>
  <lexeme><grapheme>DNA</grapheme><alias>D N A</alias></lexeme>
  <lexeme><grapheme>DNS</grapheme><alias>D N S</alias></lexeme>
  <lexeme><grapheme>EEG</grapheme><alias>E E G</alias></lexeme>
  <lexeme><grapheme>EKG</grapheme><alias>E K G</alias></lexeme>
  <lexeme><grapheme>HIV</grapheme><alias>H I V</alias></lexeme>
  <lexeme><grapheme>HNO</grapheme><alias>H N O</alias></lexeme>
  <lexeme><grapheme>HPV</grapheme><alias>H P V</alias></lexeme>
  <lexeme><grapheme>ICD</grapheme><alias>I C D</alias></lexeme>
  <lexeme><grapheme>MRT</grapheme><alias>M R T</alias></lexeme>
  <lexeme><grapheme>MS</grapheme><alias>M S</alias></lexeme>
  <lexeme><grapheme>NSAR</grapheme><alias>N S A R</alias></lexeme>
  <lexeme><grapheme>PTBS</grapheme><alias>P T B S</alias></lexeme>
  <lexeme><grapheme>SSRI</grapheme><alias>S S R I</alias></lexeme>
  <lexeme><grapheme>WHO</grapheme><alias>W H O</alias></lexeme>
</lexicon>
