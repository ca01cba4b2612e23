#include "reading/vocabulary.h"

#include <string.h>

/*
 * English, Italian, French, Romanian, Spanish, German, Chinese, each as far as names of columns use
 * it; accents are gone by then. A word may stand in several groups. A plural with s is found by
 * itself.
 */
const struct VocabularyGroup vocabulary_groups[] = {
    {CONCEPT_CUSTOMER,
     "customer cust client contact person billing company organization organisation buyer purchaser shopper user member account acct recipient patient guest "
     "subscriber donor cliente clienti contatto utente acquirente acheteur utilisateur membre abonne "
     "clientului clientul cumparator utilizator membru comprador usuario miembro socio contacto kontakt kunde kunden "
     "kaufer nutzer benutzer mitglied besteller ospite ospiti hote hotes oaspete oaspeti huesped huespedes gast gaste "
     "paziente pazienti pacient pacienti paciente pacientes donatore donateur donator donante spender abbonato abbonati "
     "abonnes abonat abonados suscriptor abonnent abonnenten azienda societe entreprise companie empresa firma 公司 企业 客户 顾客 用户 会员 买家 消费者 客人 住客 患者 订阅者"},
    {CONCEPT_ORDER,
     "order invoice purchase sale transaction txn trx booking checkout receipt ordine ordini fattura "
     "fatture acquisto acquisti vendita vendite transazione scontrino commande facture achat vente "
     "comanda comenzi ordinul ordinului factura facturi achizitie vanzare vanzari tranzactie pedido compra venta "
     "transaccion bestellung bestellungen bestell auftrag auftrags auftrage rechnung rechnungs "
     "rechnungen kauf kaufe einkauf verkauf verkaufe beleg bookings reservation reservations prenotazione prenotazioni ricevuta ricevute recibo recibos recu recus chitanta chitante rezervare "
     "rezervari reserva reservas buchung buchungen reservierung reservierungen 预订 预约 订单 发票 交易 购买 销售 下单"},
    {CONCEPT_LINE,
     "line lineitem item detail position riga righe dettaglio dettagli ligne linie linea articulos "
     "zeile zeilen posten positionen 明细 行"},
    {CONCEPT_PRODUCT,
     "product sku article track variant prodotto prodotti articolo articoli produit articol produs produse "
     "producto articulo produkt produkte artikel ware 产品 商品 货品"},
    {CONCEPT_STAFF,
     "employee staff agent rep representative salesperson manager support assignee owner "
     "dipendente dipendenti venditore employe vendeur angajat vanzator agente "
     "empleado vendedor mitarbeiter verkaufer berater bearbeiter 员工 客服 销售员"},
    {CONCEPT_SUPPLIER,
     "supplier seller vendor merchant fornitore fornitori fournisseur furnizor proveedor lieferant "
     "lieferanten handler 供应商 卖家 商家"},
    {CONCEPT_SURVEY,
     "survey response respondent feedback questionnaire poll submission sondaggio sondaggi questionario risposta "
     "risposte enquete questionnaire reponse sondage sondaj chestionar raspuns raspunsuri encuesta "
     "cuestionario respuesta umfrage befragung ruckmeldung 调查 问卷 反馈"},
    {CONCEPT_REVIEW,
     "review testimonial recensione recensioni avis recenzie recenzii resena rezension "
     "rezensionen bewertung bewertungen 评论 点评 评价"},
    {CONCEPT_REFERRAL, "referral segnalazione segnalazioni parrainage 转介绍"},
    {CONCEPT_REFERRAL | CONCEPT_REFERRER,
     "referrer referer referred_by invited_by recommended_by presentato_da parrain parraine_par "
     "recomandat_de recomendado_por referido_por geworben_von empfohlen_von werber 推荐人 介绍人"},
    {CONCEPT_REFERRAL | CONCEPT_REFERRED,
     "referred referee invitee presentato filleul recomandat referido geworben geworbener geworbene empfohlen 被推荐人"},
    {CONCEPT_SENT,
     "sent sending inviato_il inviata_il envoye_le trimis_la enviado_el gesendet versendet 发送"},
    {CONCEPT_UTC, "utc gmt"},
    {CONCEPT_INVITATION, "invitation invite invito inviti invitatie invitacion einladung 邀请"},
    {CONCEPT_PAYMENT,
     "payment pagamento pagamenti paiement plata plati pago zahlung zahlungen 支付 付款"},
    {CONCEPT_ID,
     "id ids key nr no num number code ref reference uid uuid guid identifier codice numero codigo "
     "identificativo identificatore identifiant numar numarul cod identificador clave nummer kennung "
     "schlussel 编号 号码 号 代码 单号"},
    {CONCEPT_TIME,
     "date datetime time timestamp calendar day when dt ts data ora giorno jour heure horodatage horodateur zi ziua fecha "
     "hora dia marca_temporal informazioni_cronologiche datum datums zeit zeitpunkt zeitstempel uhrzeit tag 日期 时间 日"},
    {CONCEPT_AMOUNT,
     "amount amt dollars euros revenue value sales spend spent turnover importo valore ricavo ricavi fatturato spesa "
     "montant valeur revenu depense recette chiffre_d_affaires suma valoare venit incasari importe "
     "valor monto ingreso gasto gross brutto netto lordo brut bruto betrag summe wert umsatz erlos 金额 销售额 价值 收入"},
    {CONCEPT_AMOUNT | CONCEPT_TOTAL,
     "total grandtotal totale totali totala totaux totalul gesamt gesamtbetrag gesamtsumme endbetrag 总金额 总额 总计 "
     "总价 合计 实付"},
    {CONCEPT_PRICE, "price unitprice prezzo prix pret precio preis preise einzelpreis 单价 价格"},
    {CONCEPT_QUANTITY,
     "quantity qty units count pieces installments quantita pezzi quantite unites cantitate bucati "
     "cantidad unidades menge anzahl stuck 数量 件数"},
    {CONCEPT_NAME,
     "name fullname displayname username nome nominativo nom nume nombre vollname 姓名 名称 名字 昵称"},
    {CONCEPT_FIRST | CONCEPT_NAME,
     "first_name firstname given_name forename fname prenom prenume vorname nombre_de_pila"},
    {CONCEPT_LAST | CONCEPT_NAME,
     "last_name lastname family_name surname lname cognome nom_de_famille nume_de_familie apellido "
     "apellidos nachname familienname 姓"},
    {CONCEPT_EMAIL,
     "email e_mail mail emailaddress email_address mail_address courriel correo correo_electronico "
     "posta_elettronica indirizzo_email adresse_email adresse_mail 邮箱 电子邮件 邮件"},
    {CONCEPT_CONTACT,
     "phone fax mobile telephone tel address street zip zipcode postal postcode postalcode postal_code "
     "zip_code indirizzo telefono adresse rue telefon telefonnummer adresa strada direccion "
     "calle strasse plz postleitzahl city ville citta oras ciudad stadt ort latitude longitude lat lng "
     "电话 手机 地址 邮编 城市"},
    {CONCEPT_STATUS,
     "status state stato statut etat stare starea estado zustand bestellstatus 状态"},
    {CONCEPT_CURRENCY, "currency valuta devise moneda wahrung iso_currency 币种 货币"},
    {CONCEPT_COMMENT,
     "comment remark note text verbatim message open_ended commento commenti osservazioni commentaire "
     "remarque comentariu comentarii observatii comentario comentarios observaciones kommentar "
     "anmerkung bemerkung freitext 意见 备注 留言 评语 建议"},
    {CONCEPT_SEGMENT,
     "segment plan tier customer_type account_type client_type industry sector vertical edition "
     "package cohort segmento piano settore fascia categoria_cliente forfait secteur segmentul "
     "abonament plano sector_economico kundengruppe kundentyp segmente branche tarif tarifa tariffa tarife 分组 客户类型 "
     "套餐 等级 行业 细分"},
    {CONCEPT_PLACE,
     "country nationality nazionalita nationalite nationalitate nacionalidad nationalitat region state market territory continent province county store branch paese regione "
     "provincia mercato negozio pays marche magasin tara judet regiune piata magazin pais mercado tienda "
     "land bundesland markt filiale 国籍 国家 地区 省份 门店 区域"},
    {CONCEPT_CHANNEL,
     "channel source medium utm utm_source acquisition origin canale provenienza canal canalul "
     "sursa fuente origen kanal quelle herkunft 渠道 来源"},
    {CONCEPT_CREATED,
     "created create creation add added issued placed posted published ordered purchased invoiced bought booked inserted entered creato "
     "creata creazione cree creee creat creata plasata creado creada erstellt angelegt bestellt "
     "gekauft 创建 下单时间"},
    {CONCEPT_DONE,
     "submitted submit rated completed completion answered responded recorded finished end ended received "
     "taken inviato inviata completato completamento compilato soumis soumission envoye termine fin repondu "
     "trimis completat raspuns finalizat finalizare finalizacion enviado enviada completado respondido abgeschickt "
     "abgeschlossen eingereicht beantwortet ausgefullt fertigstellung fertiggestellt ende 提交 完成 答题 回答"},
    {CONCEPT_STARTED,
     "started start begin begun opened inizio iniziato debut commence inceput inicio gestartet "
     "beginn 开始"},
    {CONCEPT_JOINED,
     "joined registered registration signup signed_up sign_up member_since customer_since client_since "
     "since onboarded enrolled iscritto iscrizione registrato registrazione inscrit inscription "
     "enregistre inregistrat inregistrare registrado registro alta registriert registrierung "
     "kunde_seit anmeldung beitritt 注册 加入"},
    {CONCEPT_PAID,
     "paid settled captured pagato pagata paye payee platit platita pagado pagada bezahlt gezahlt 付款时间 "
     "已付"},
    {CONCEPT_SHIPPING,
     "shipping shipped ship delivery delivered deliver freight fulfilled fulfillment dispatch "
     "dispatched carrier estimated required spedizione spedito consegna livraison expedition livre "
     "livrare transport expediat envio entrega versand lieferung liefer geliefert versandt porto 运费 "
     "发货 配送 物流 收货"},
    {CONCEPT_UPDATED,
     "updated update upd modified modification changed edited last_seen last_login last_active synced "
     "imported exported aggiornato modificato modifie mis_a_jour actualizat modificat actualizado "
     "modificado geandert aktualisiert 更新 修改"},
    {CONCEPT_CANCELLED,
     "cancelled canceled cancel cancellation cancelled_at void voided failed declined rejected "
     "unavailable trash expired abandoned chargeback deleted uncollectible written_off annullato annullata annullamento cancellato cancellata disdetto disdetta rifiutato rifiutata fallito "
     "annule annulee annulation echoue refuse anulat anulata anulare esuat respins cancelado cancelada anulado "
     "anulada fallido rechazado storniert storno abgesagt abgebrochen fehlgeschlagen abgelehnt geloscht 取消 "
     "已取消 作废 失败 关闭"},
    {CONCEPT_UNPAID,
     "pending unpaid open awaiting on_hold draft in_attesa sospeso aperto aperta non_pagato en_attente impaye impayee "
     "in_asteptare neplatit neplatita pendiente impagado offen ausstehend unbezahlt entwurf 待付款 未付款 待支付 未支付"},
    {CONCEPT_REFUND,
     "refund refunded refunds returned rimborso rimborsato rimborsata reso rembourse remboursee "
     "remboursement rambursat rambursare returnat reembolso reembolsado devuelto erstattet erstattung "
     "retourniert 退款 已退款 退货"},
    {CONCEPT_DUE,
     "due expiry expires expiration valid until scadenza echeance scadenta vencimiento fallig faellig "
     "ablauf ablaufdatum 到期 截止"},
    {CONCEPT_BIRTH,
     "birth birthday birthdate dob born age nascita naissance nastere nacimiento geburt geburts "
     "geburtsdatum geburtstag 生日 出生"},
    {CONCEPT_TAX, "tax vat duties duty iva tva imposta taxe impozit impuesto steuer mwst 税 税额"},
    {CONCEPT_DISCOUNT,
     "discount coupon voucher promo tip rebate sconto buono remise reduction reducere descuento cupon "
     "rabatt gutschein 折扣 优惠"},
    {CONCEPT_COST,
     "cost margin profit commission fee outstanding balance costo margine cout marge cost profit "
     "costul coste kosten marge gewinn provision 成本 利润"},
    {CONCEPT_CENTS, "cents cent centesimi centimes bani centimos minor_units minor 分币"},
    {CONCEPT_MICROS, "micros microunits millionths"},
    {CONCEPT_RECOMMEND,
     "recommend* recommand* raccomand* recomand* recomend* recomiend* consigli* conseill* weiterempf* empfehl* 推荐 推荐给"},
    {CONCEPT_LIKELY, "likely likelihood willing probab* wahrscheinlich* 可能性 可能 多大"},
    {CONCEPT_NPS | CONCEPT_SCORE, "nps enps net_promoter net_promoter_score 净推荐值 推荐值"},
    {CONCEPT_SCORE,
     "score points punteggio voto note scor scorul nota punctaj puntuacion puntaje punktzahl punkte wertung 分数 "
     "评分 得分 打分"},
    {CONCEPT_RATING,
     "rating stars star valutazione stelle evaluation etoiles evaluare stele calificacion valoracion "
     "estrellas bewertung sterne 星级 评级 评分"},
    {CONCEPT_GROUP,
     "group category bucket class type gruppo categoria tipo groupe categorie type grup tip grupo "
     "gruppe kategorie typ 类别 类型"},
    {CONCEPT_SATISFACTION,
     "satisfaction satisfied csat ces effort easy ease difficulty intention quality importance "
     "soddisfazione soddisfatto satisfait satisfacere multumit satisfaccion satisfecho zufriedenheit "
     "zufrieden 满意度 满意"},
    {CONCEPT_QUESTION,
     "question prompt item_text domanda intrebare intrebarea pregunta frage 问题 题目"},
    {CONCEPT_ANSWER,
     "answer response reply risposta reponse raspuns respuesta antwort 答案 回答 回复"},
    {CONCEPT_UNIQUE, "unique master global unico univoco unic einmalig 唯一"},
    {CONCEPT_OTHER_PART,
     "parent previous partial partially gift sub subtotal net not without excluding target average avg "
     "mean min max next last tenure padre parent netto partiel partial parcial teilweise nicht non pas 小计 "
     "部分 平均"},
    {CONCEPT_TECHNICAL,
     "ip duration progress browser device session url link locale language milliseconds seconds bytes "
     "latency version 浏览器 设备"},
    {CONCEPT_PLATFORM,
     "platform site website provider piattaforma plateforme plataforma platforma plattform 平台 网站"},
    {CONCEPT_REWARD,
     "reward rewarded incentive bonus incentivized premio recompense recompensa praemie pramie belohnung 奖励"},
    {CONCEPT_REASON,
     "why reason because improve perche motivo pourquoi raison motif de_ce motivul motivo "
     "por_que razon warum grund hauptgrund begrundung verbessern verbesserung migliorare ameliorer imbunatati mejorar mejoraria mejorarias 为什么 原因 改进 改善"},
};

const int vocabulary_group_count = (int)(sizeof vocabulary_groups / sizeof vocabulary_groups[0]);

static const char filler_words[] =
    " a an the of to for in on at by and or is are you your us our we it its how what would this that with per "
    "di da del della dei il lo la le gli un una e o su per con come du de des les l d et ou sur par pour "
    "comment al el los las y en con por para der die das den dem ein eine und oder von zu am im auf mit "
    "wie si cu pe in din pentru as be do did have has from friend friends colleague colleagues "
    "fact dim stg raw tbl vw export tab table local iso unit financial grand eur usd gbp chf ron lei euro n 1 2 3 4 5 6 7 8 9 0 10 ";

bool next_vocabulary_word(struct VocabularyCursor *cursor)
{
    while (cursor->group < vocabulary_group_count) {
        const struct VocabularyGroup *group = &vocabulary_groups[cursor->group];
        const char *at = cursor->next ? cursor->next : group->words;
        if (*at == 0) {
            cursor->group++;
            cursor->next = NULL;
            continue;
        }
        cursor->word = at;
        cursor->length = strcspn(at, " ");
        cursor->concepts = group->concepts;
        cursor->next = at + cursor->length + (at[cursor->length] == ' ');
        return true;
    }
    return false;
}

bool is_filler_word(const char *word, size_t length)
{
    const char *at = filler_words + 1;
    while (*at) {
        size_t known = strcspn(at, " ");
        if (known == length && memcmp(at, word, length) == 0) {
            return true;
        }
        at += known + 1;
    }
    return false;
}
